package io.sluice.stack.simulator;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses on this machine, by their literal names: the simulator never talks to anybody else. */
final class Loopback {

    private static final Pattern HOST = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private Loopback() {}

    /** @return empty unless {@code text} is an http or https address on this machine */
    static Optional<URI> address(String text) {
        try {
            var uri = new URI(text);
            var isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            var isHere = uri.getHost() != null && HOST.matcher(uri.getHost()).matches();
            return Optional.of(uri).filter(_ -> isHttp && isHere && uri.getRawUserInfo() == null);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
