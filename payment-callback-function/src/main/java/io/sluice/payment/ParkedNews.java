package io.sluice.payment;

/**
 * News about a payment that we did not know when it came.
 *
 * @param isLastTry whether a person must look, if the payment is not known now either
 */
record ParkedNews(Received received, boolean isLastTry) {

    Received.Key key() {
        return received.key();
    }
}
