package io.sluice.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** A letter that can be read. */
record Heard<E>(DeadLetter letter, E message) {

    /** @throws Refused if it cannot */
    static <E> Heard<E> read(ObjectMapper json, Class<E> type, DeadLetter letter) {
        if (letter.payload().length == 0) {
            throw new Refused("is empty");
        }
        try {
            E message = json.readValue(letter.payload(), type);
            if (message == null) {
                throw new Refused("is empty");
            }
            return new Heard<>(letter, message);
        } catch (IOException e) {
            throw new Refused("cannot be read as " + type.getSimpleName());
        }
    }
}
