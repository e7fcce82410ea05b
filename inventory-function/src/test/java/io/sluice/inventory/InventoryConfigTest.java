package io.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.inventory.InventoryConfig.Batch;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class InventoryConfigTest {

    private record Size(int size, int waiting) implements Batch {}

    @Inject
    Validator validator;

    /** What a script in Redis takes in one call is the most. */
    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "1_000, true", "1_001, false"})
    void bearsNoBatchThatAScriptWouldNotTake(String size, boolean valid) throws NoSuchMethodException {
        var requests = Integer.parseInt(size.replace("_", ""));

        var found = validator
                .forExecutables()
                .validateReturnValue(new Size(requests, 1), Batch.class.getMethod("size"), requests);

        assertThat(found.isEmpty()).isEqualTo(valid);
    }
}
