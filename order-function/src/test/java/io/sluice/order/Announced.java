package io.sluice.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.sluice.contracts.OrderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All that was said of an order: read when the outbox is empty, so that nothing is still to come. */
@ApplicationScoped
class Announced {

    private final Database database;

    Announced(Database database) {
        this.database = database;
    }

    List<String> typesAbout(OrderId order) {
        return about(order).stream()
                .map(heard -> new String(heard.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .toList();
    }

    List<String> textsAbout(OrderId order) {
        return about(order).stream().map(ConsumerRecord::value).toList();
    }

    private List<ConsumerRecord<String, String>> about(OrderId order) {
        await().atMost(20, SECONDS).until(() -> database.count("SELECT count(*) FROM outbox") == 0);
        return Topic.everything("orders").stream()
                .filter(heard -> order.toString().equals(heard.key()))
                .toList();
    }
}
