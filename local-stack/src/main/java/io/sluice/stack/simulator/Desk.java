package io.sluice.stack.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** The simulator's own endpoints, which no provider has: the buyer pays, a test looks into the book and orders faults. */
final class Desk {

    /** What a test may say about a payment; nothing at all for what was asked. */
    record Pay(Amount amount) {}

    private static final Pattern BUYER = Pattern.compile("/simulator/payments/([^/]+)/(scan|pay)");

    private final Book book;
    private final Refunds refunds;
    private final ObjectMapper json;
    private final AtomicReference<Faults> faults;
    private final Buyer buyer;

    Desk(Book book, Refunds refunds, ObjectMapper json, AtomicReference<Faults> faults, Buyer buyer) {
        this.book = book;
        this.refunds = refunds;
        this.json = json;
        this.faults = faults;
        this.buyer = buyer;
    }

    Answer answer(Request request) {
        try {
            var act = BUYER.matcher(request.path());
            return act.matches() && request.method().equals("POST")
                    ? buyer(act.group(1), act.group(2).equals("pay"), request)
                    : other(request);
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

    private Answer buyer(String outTradeNo, boolean pays, Request request) throws JsonProcessingException {
        var known = book.byNumber(outTradeNo);
        if (known.isEmpty()) {
            return Answer.refusal(404, "no provider knows a payment " + outTradeNo);
        }
        if (!pays) {
            return buyer.scan(known.get());
        }
        var wanted = request.body().length == 0 ? new Pay(null) : read(request, Pay.class);
        return buyer.pay(known.get(), wanted.amount() == null ? known.get().asked() : wanted.amount());
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
