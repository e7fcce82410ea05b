package io.sluice.stack.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The simulator's own endpoints, which no provider has: the buyer pays, a test looks into the book and orders faults. */
final class Desk {

    /** What a test may say about a payment; nothing at all for what was asked. */
    record Pay(Amount amount) {}

    record Capture(String provider, String outTradeNo, Amount amount) {}

    record Pages(List<Capture> captures, List<Object> refunds) {}

    private static final Pattern PAY = Pattern.compile("/simulator/payments/([^/]+)/pay");

    private final Book book;
    private final ObjectMapper json;
    private final AtomicReference<Faults> faults;
    private final Consumer<Payment> changed;

    Desk(Book book, ObjectMapper json, AtomicReference<Faults> faults, Consumer<Payment> changed) {
        this.book = book;
        this.json = json;
        this.faults = faults;
        this.changed = changed;
    }

    Answer answer(Request request) {
        var pay = PAY.matcher(request.path());
        if (pay.matches() && request.method().equals("POST")) {
            return pay(pay.group(1), request);
        }
        return switch (request.method() + " " + request.path()) {
            case "GET /health" -> Answer.of(200, Map.of("status", "UP"));
            case "GET /simulator/book" -> Answer.of(200, pages());
            case "GET /simulator/faults" -> Answer.of(200, faults.get());
            case "PUT /simulator/faults" -> replaceFaults(request);
            case "DELETE /simulator/faults" -> {
                faults.set(Faults.NONE);
                yield Answer.empty(204);
            }
            default -> Answer.refusal(404, "there is no " + request.method() + " " + request.path());
        };
    }

    private Answer pay(String outTradeNo, Request request) {
        var known = book.byNumber(outTradeNo);
        if (known.isEmpty()) {
            return Answer.refusal(404, "no provider knows a payment " + outTradeNo);
        }
        try {
            var wanted = request.body().length == 0 ? new Pay(null) : read(request, Pay.class);
            var amount = wanted.amount() == null ? known.get().asked() : wanted.amount();
            var paid = book.capture(known.get(), amount);
            changed.accept(paid);
            return Answer.of(200, new Capture(paid.provider(), outTradeNo, amount));
        } catch (JsonProcessingException e) {
            return unreadable(e);
        } catch (Book.NotPossible e) {
            return Answer.refusal(409, e.getMessage());
        }
    }

    private Answer replaceFaults(Request request) {
        try {
            faults.set(read(request, Faults.class));
            return Answer.of(200, faults.get());
        } catch (JsonProcessingException e) {
            return unreadable(e);
        }
    }

    private Pages pages() {
        var captures = book.payments().stream()
                .filter(payment -> payment.captured() != null)
                .map(payment -> new Capture(payment.provider(), payment.outTradeNo(), payment.captured()))
                .toList();
        return new Pages(captures, List.of());
    }

    private <T> T read(Request request, Class<T> type) throws JsonProcessingException {
        var value = json.readValue(request.text(), type);
        if (value == null) {
            throw new JsonMappingException(null, "an object was expected");
        }
        return value;
    }

    private static Answer unreadable(JsonProcessingException problem) {
        return Answer.refusal(
                400,
                switch (problem) {
                    case UnrecognizedPropertyException unknown -> "unknown field " + unknown.getPropertyName();
                    case ValueInstantiationException wrong
                    when wrong.getCause() != null -> wrong.getCause().getMessage();
                    default -> problem.getOriginalMessage();
                });
    }
}
