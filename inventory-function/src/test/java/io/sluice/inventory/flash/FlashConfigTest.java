package io.sluice.inventory.flash;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.stack.TestStack;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = TestStack.class, scope = TestResourceScope.GLOBAL)
class FlashConfigTest {

    @Inject
    Validator validator;

    @Inject
    FlashConfig config;

    /** The contract's bound: longer, and a buyer waits for a broker that is away. */
    @ParameterizedTest
    @CsvSource({"500, true", "501, false"})
    void waitsForTheBrokerNoLongerThanTheContractSays(long millis, boolean valid) throws NoSuchMethodException {
        var found = validator
                .forExecutables()
                .validateReturnValue(
                        config.topic(), FlashConfig.Topic.class.getMethod("block"), Duration.ofMillis(millis));

        assertThat(found.isEmpty()).isEqualTo(valid);
    }
}
