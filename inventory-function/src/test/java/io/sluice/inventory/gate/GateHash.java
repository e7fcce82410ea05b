package io.sluice.inventory.gate;

import java.util.LinkedHashMap;
import java.util.Map;

/** A key with fields, as Redis has it: it is gone with its last field, or when its time is over. */
final class GateHash<K, V> {

    private final Map<K, V> fields = new LinkedHashMap<>();
    private long expiresMillis = Long.MAX_VALUE;

    V get(K field) {
        return fields.get(field);
    }

    Map<K, V> all() {
        return fields;
    }

    void put(K field, V value) {
        expiresMillis = fields.isEmpty() ? Long.MAX_VALUE : expiresMillis;
        fields.put(field, value);
    }

    void remove(K field) {
        fields.remove(field);
    }

    void clear() {
        fields.clear();
    }

    void expireAt(long millis) {
        expiresMillis = millis;
    }

    void forgetIfOver(long nowMillis) {
        if (nowMillis >= expiresMillis) {
            fields.clear();
        }
    }

    GateHash<K, V> copy() {
        var copy = new GateHash<K, V>();
        copy.fields.putAll(fields);
        copy.expiresMillis = expiresMillis;
        return copy;
    }
}
