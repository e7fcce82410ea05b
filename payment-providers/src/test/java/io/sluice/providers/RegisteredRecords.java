package io.sluice.providers;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerBuilder;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/** Lets Jackson, in every test of a gateway, read and write only what it could in a native image, where nothing else has names. */
@Singleton
class RegisteredRecords implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper json) {
        json.registerModule(
                new SimpleModule("registered").setDeserializerModifier(READING).setSerializerModifier(WRITING));
    }

    private static final BeanDeserializerModifier READING = new BeanDeserializerModifier() {
        private static final long serialVersionUID = 1;

        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config, BeanDescription bean, BeanDeserializerBuilder builder) {
            check(bean.getBeanClass());
            return builder;
        }
    };

    private static final BeanSerializerModifier WRITING = new BeanSerializerModifier() {
        private static final long serialVersionUID = 1;

        @Override
        public BeanSerializerBuilder updateBuilder(
                SerializationConfig config, BeanDescription bean, BeanSerializerBuilder builder) {
            check(bean.getBeanClass());
            return builder;
        }
    };

    private static void check(Class<?> type) {
        if (type.getName().startsWith("io.sluice.") && !type.isAnnotationPresent(RegisterForReflection.class)) {
            throw new IllegalStateException(type + " is not registered for reflection");
        }
    }
}
