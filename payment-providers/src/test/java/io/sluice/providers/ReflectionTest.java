package io.sluice.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native image knows by name only what is registered: a record forgotten there fails at a customer's payment. */
class ReflectionTest {

    private static final Path CLASSES = Path.of("target", "classes");

    /** Not registered, on purpose. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Forgotten(String name) {}

    /** Nothing says that Jackson reads this, but what it is part of. */
    private record Part() {}

    private record Whole(@JsonProperty("the_parts") List<Part> parts) {}

    @Test
    void everyRecordOfJsonIsRegistered() throws Exception {
        var records = records();

        assertThat(records).hasSizeGreaterThan(5);
        assertThat(unregistered(records)).isEmpty();
    }

    @Test
    void aForgottenRecordIsFound() {
        assertThat(unregistered(List.of(Forgotten.class, Whole.class)))
                .containsExactlyInAnyOrder(Forgotten.class, Whole.class, Part.class);
    }

    /** Requests need no annotation of Jackson's, so those are caught when a test of their gateway writes them. */
    @Test
    void aForgottenRecordIsNeitherReadNorWrittenInTests() {
        var json = new ObjectMapper();
        new RegisteredRecords().customize(json);

        assertThatThrownBy(() -> json.readValue("{}", Forgotten.class)).hasMessageContaining("not registered");
        assertThatThrownBy(() -> json.writeValueAsString(new Forgotten("x"))).hasMessageContaining("not registered");
    }

    private static List<Class<?>> unregistered(List<? extends Class<?>> records) {
        return records.stream()
                .filter(ReflectionTest::isJson)
                .flatMap(type -> Stream.concat(Stream.of(type), parts(type)))
                .distinct()
                .filter(type -> !type.isAnnotationPresent(RegisterForReflection.class))
                .<Class<?>>map(type -> type)
                .toList();
    }

    private static boolean isJson(Class<?> type) {
        return type.isAnnotationPresent(JsonIgnoreProperties.class)
                || Arrays.stream(type.getDeclaredFields()).anyMatch(ReflectionTest::isNamed);
    }

    private static boolean isNamed(AnnotatedElement field) {
        return field.isAnnotationPresent(JsonProperty.class);
    }

    /** The records of ours that this one is made of. */
    private static Stream<Class<?>> parts(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getGenericType)
                .flatMap(ReflectionTest::classes)
                .filter(part -> part.isRecord() && part.getName().startsWith("io.sluice."));
    }

    private static Stream<Class<?>> classes(Type type) {
        return switch (type) {
            case Class<?> plain -> Stream.of(plain);
            case ParameterizedType generic ->
                Stream.of(generic.getActualTypeArguments()).flatMap(ReflectionTest::classes);
            default -> Stream.of();
        };
    }

    private static List<Class<?>> records() throws IOException, ClassNotFoundException {
        var found = new ArrayList<Class<?>>();
        try (var files = Files.walk(CLASSES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                var name = CLASSES.relativize(file).toString().replace('/', '.');
                var type = Class.forName(
                        name.substring(0, name.length() - 6), false, ReflectionTest.class.getClassLoader());
                if (type.isRecord()) {
                    found.add(type);
                }
            }
        }
        return found;
    }
}
