package io.sluice.payment;

import io.sluice.contracts.PaymentId;
import io.sluice.payment.domain.Payment;

/** How an attempt to open a payment ended for whoever asked. */
sealed interface Opened {

    /** The buyer may pay; also a payment that was open before. */
    record Open(Payment payment) implements Opened {}

    /** The order ended while its payment was being opened. */
    record OrderEnded() implements Opened {}

    /** The order ended before, is paid, or is out of time. */
    record NotPayable(String because) implements Opened {}

    /** The provider does not take it; another attempt would be another payment. */
    record Refused(PaymentId payment, String because) implements Opened {}

    /** The provider did not answer; another attempt is the same payment. */
    record Unknown(PaymentId payment) implements Opened {}

    /** There is no such provider here. */
    record NoProvider() implements Opened {}
}
