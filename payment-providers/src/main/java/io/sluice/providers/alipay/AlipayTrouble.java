package io.sluice.providers.alipay;

import org.jboss.logging.Logger;

/** Tells a log in full, and the caller in short, why Alipay did not answer. */
final class AlipayTrouble {

    private static final Logger LOG = Logger.getLogger(AlipayTrouble.class);

    private AlipayTrouble() {}

    static String told(Throwable failure) {
        LOG.warnf("No answer from Alipay: %s", failure);
        return failure.getClass().getSimpleName();
    }
}
