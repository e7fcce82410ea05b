package io.sluice.providers.alipay;

import io.sluice.providers.NewRefund;
import io.sluice.providers.RefundStanding;
import io.sluice.providers.RefundStanding.Absent;
import io.sluice.providers.RefundStanding.Failed;
import io.sluice.providers.RefundStanding.NeedsFunds;
import io.sluice.providers.RefundStanding.NeedsOperator;
import io.sluice.providers.RefundStanding.Pending;
import io.sluice.providers.RefundStanding.Succeeded;
import io.sluice.providers.RefundStanding.Unknown;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Refunds, which Alipay decides at once but does not always say; it has no name of its own for them. */
@Singleton
class AlipayRefunds {

    private final AlipayCalls calls;

    AlipayRefunds(AlipayCalls calls) {
        this.calls = calls;
    }

    Uni<RefundStanding> refund(NewRefund refund) {
        if (!AlipayMoney.isExpressible(refund.amount())) {
            return said(new NeedsOperator("Alipay cannot express " + refund.amount()));
        }
        return calls.refund(refund)
                .chain(answer -> decide(refund, answer))
                .onFailure()
                .recoverWithItem(failure -> new Unknown(AlipayTrouble.told(failure)));
    }

    private Uni<RefundStanding> decide(NewRefund refund, AlipayAnswer answer) {
        var because = answer.reason();
        return switch (AlipayRefundClass.of(answer)) {
            case DONE -> said(new Succeeded(null));
            case UNSURE -> asked(refund, new Pending(null)).map(AlipayRefunds::atLeastPending);
            case NO_FUNDS -> said(new NeedsFunds());
            case FROZEN -> said(new NeedsOperator(because));
            case ENDED -> asked(refund, new Failed(because));
            case UNLISTED -> asked(refund, new NeedsOperator(because));
            case UNKNOWN -> said(new Unknown(because));
        };
    }

    /** What a query says, or {@code otherwise} if it finds nothing. */
    private Uni<RefundStanding> asked(NewRefund refund, RefundStanding otherwise) {
        return queryRefund(refund).map(standing -> standing instanceof Absent ? otherwise : standing);
    }

    /** The refund was accepted: that the query failed does not make it unknown again. */
    private static RefundStanding atLeastPending(RefundStanding standing) {
        return standing instanceof Unknown ? new Pending(null) : standing;
    }

    Uni<RefundStanding> queryRefund(NewRefund refund) {
        return calls.queryRefund(refund)
                .map(answer -> standing(refund, answer))
                .onFailure()
                .recoverWithItem(failure -> new Unknown(AlipayTrouble.told(failure)));
    }

    /**
     * That the query was processed says nothing yet. An empty answer means that there is no such refund, or that it is
     * still processed; either way the same number may be submitted again, so it is {@link Absent}.
     */
    static RefundStanding standing(NewRefund refund, AlipayAnswer answer) {
        if (answer.knowsNoTrade()) {
            return new Absent();
        }
        if (!answer.isSuccess() || isAboutAnother(refund, answer)) {
            return new Unknown(answer.reason());
        }
        if (answer.refundStatus() == null) {
            return answer.refundAmount() == null ? new Absent() : new Pending(null);
        }
        return answer.refundStatus().equals("REFUND_SUCCESS") ? succeeded(refund, answer) : new Pending(null);
    }

    private static boolean isAboutAnother(NewRefund refund, AlipayAnswer answer) {
        return answer.outRequestNo() != null
                && !answer.outRequestNo().equals(refund.id().toString());
    }

    private static RefundStanding succeeded(NewRefund refund, AlipayAnswer answer) {
        var another = answer.refundAmount() != null
                && !AlipayMoney.toMoney(answer.refundAmount()).equals(refund.amount());
        return another
                ? new NeedsOperator("another amount was refunded under this number: " + answer.refundAmount())
                : new Succeeded(null);
    }

    private static Uni<RefundStanding> said(RefundStanding standing) {
        return Uni.createFrom().item(standing);
    }
}
