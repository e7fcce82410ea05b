package io.sluice.problems;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a client got wrong in what it sent, field by field. */
final class InvalidInput {

    /**
     * One thing that is wrong.
     *
     * @param field where, as in {@code lines[0].quantity}
     */
    record FieldError(String field, String message) {}

    private InvalidInput() {}

    static Problem of(ConstraintViolationException invalid) {
        var errors = invalid.getConstraintViolations().stream()
                .map(violation -> new FieldError(fieldOf(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
        return validation(errors);
    }

    /** Jackson names classes in its messages, so ours are our own. */
    static Problem of(JsonProcessingException unreadable) {
        return switch (unreadable) {
            case UnrecognizedPropertyException unknown ->
                validation(List.of(new FieldError(fieldOf(unknown), "is not known; allowed: " + known(unknown))));
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() && !(mapping.getCause() instanceof JsonParseException) ->
                validation(List.of(new FieldError(fieldOf(mapping), "cannot be read as what belongs here")));
            default -> new Problem(BAD_REQUEST, "malformed-json", "the body is not the JSON that belongs here");
        };
    }

    private static Problem validation(List<FieldError> errors) {
        var first = errors.getFirst();
        return new Problem(BAD_REQUEST, "validation-failed", first.field() + " " + first.message())
                .with("errors", errors);
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String fieldOf(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** Leaves out the method and the name of the body's parameter: clients know neither. */
    private static String fieldOf(ConstraintViolation<?> violation) {
        var steps = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(step ->
                        step.getKind() == ElementKind.PROPERTY || step.getKind() == ElementKind.CONTAINER_ELEMENT)
                .map(InvalidInput::step)
                .collect(Collectors.joining());
        if (!steps.isEmpty()) {
            return steps.replaceFirst("^\\.", "");
        }
        if (violation.getInvalidValue() == null) {
            return "body"; // Parameters of a query have defaults or are optional: what is missing is the body.
        }
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(step -> step.getKind() == ElementKind.PARAMETER)
                .map(Path.Node::getName)
                .findFirst()
                .orElse("body");
    }

    private static String step(Path.Node node) {
        var index = node.getIndex() == null ? "" : "[" + node.getIndex() + "]";
        return node.getKind() == ElementKind.CONTAINER_ELEMENT ? index : index + "." + node.getName();
    }
}
