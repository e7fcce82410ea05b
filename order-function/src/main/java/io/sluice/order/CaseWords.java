package io.sluice.order;

import io.sluice.cases.NewCase;
import io.sluice.contracts.OrderId;
import io.sluice.order.domain.Case;
import java.util.Locale;

/** Translates the domain's cases into those that operators see. */
final class CaseWords {

    private CaseWords() {}

    static NewCase of(OrderId order, Case opened) {
        return new NewCase(kind(opened.kind()), opened.subject(), order, opened.detail());
    }

    static String kind(Case.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
