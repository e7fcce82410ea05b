package io.sluice.stack.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The simulator's own endpoints, which no provider has: the buyer pays, a test looks into the book and orders faults. */
final class Desk {

    /** What a test may say about a payment; nothing at all for what was asked. */
    record Pay(Amount amount) {}

    private static final Pattern PAY = Pattern.compile("/simulator/payments/([^/]+)/pay");

    private final Book book;
    private final Refunds refunds;
    private final ObjectMapper json;
    private final AtomicReference<Faults> faults;
    private final Consumer<Payment> changed;

    Desk(Book book, Refunds refunds, ObjectMapper json, AtomicReference<Faults> faults, Consumer<Payment> changed) {
        this.book = book;
        this.refunds = refunds;
        this.json = json;
        this.faults = faults;
        this.changed = changed;
    }

    Answer answer(Request request) {
        try {
            var pay = PAY.matcher(request.path());
            return pay.matches() && request.method().equals("POST") ? pay(pay.group(1), request) : other(request);
        } catch (JsonProcessingException e) {
            return unreadable(e);
        } catch (Book.NotPossible e) {
            return Answer.refusal(409, e.getMessage());
        }
    }

    private Answer other(Request request) throws JsonProcessingException {
        return switch (request.method() + " " + request.path()) {
            case "GET /health" -> Answer.of(200, Map.of("status", "UP"));
            case "GET /simulator/book" -> Answer.of(200, Pages.of(book));
            case "GET /simulator/faults" -> Answer.of(200, faults.get());
            case "PUT /simulator/faults" -> {
                replaceFaults(read(request, Faults.class));
                yield Answer.of(200, faults.get());
            }
            case "DELETE /simulator/faults" -> {
                replaceFaults(Faults.NONE);
                yield Answer.empty(204);
            }
            default -> Answer.refusal(404, "there is no " + request.method() + " " + request.path());
        };
    }

    private Answer pay(String outTradeNo, Request request) throws JsonProcessingException {
        var known = book.byNumber(outTradeNo);
        if (known.isEmpty()) {
            return Answer.refusal(404, "no provider knows a payment " + outTradeNo);
        }
        var wanted = request.body().length == 0 ? new Pay(null) : read(request, Pay.class);
        var amount = wanted.amount() == null ? known.get().asked() : wanted.amount();
        var paid = book.capture(known.get(), amount, Instant.now());
        changed.accept(paid);
        return Answer.of(200, Pages.Capture.of(paid));
    }

    private void replaceFaults(Faults wanted) {
        faults.set(wanted);
        refunds.faultsChanged();
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
