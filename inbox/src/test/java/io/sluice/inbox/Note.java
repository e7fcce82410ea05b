package io.sluice.inbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the tests say, shaped like an event. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = Note.Said.class, name = "said"))
sealed interface Note {

    record Said(String text) implements Note {}

    static String said(String text) {
        return "{\"type\": \"said\", \"text\": \"%s\"}".formatted(text);
    }
}
