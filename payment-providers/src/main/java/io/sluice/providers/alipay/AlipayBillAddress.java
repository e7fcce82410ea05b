package io.sluice.providers.alipay;

import java.net.URI;
import java.util.Objects;

/** Where a bill may be fetched from: the gateway's own host, or Alipay's others by TLS alone, because a bill is not signed. */
final class AlipayBillAddress {

    private static final String ALIPAY = ".alipay.com";

    private AlipayBillAddress() {}

    /**
     * @param address as Alipay answered it, often with {@code http}
     * @param gateway where it was asked
     * @throws IllegalArgumentException if it leads elsewhere
     */
    static URI of(String address, URI gateway) {
        var uri = URI.create(address);
        if (gateway.getScheme().equals(uri.getScheme())
                && Objects.equals(gateway.getRawAuthority(), uri.getRawAuthority())) {
            return uri;
        }
        var web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web
                || uri.getHost() == null
                || !uri.getHost().endsWith(ALIPAY)
                || !uri.getHost().equals(uri.getRawAuthority())) {
            throw new IllegalArgumentException("a bill elsewhere: " + uri.getHost());
        }
        return URI.create("https" + address.substring(address.indexOf(':')));
    }
}
