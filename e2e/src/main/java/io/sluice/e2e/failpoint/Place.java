package io.sluice.e2e.failpoint;

/**
 * Where to die.
 *
 * @param type the class that declares the method, its packages divided by slashes
 * @param hit at which call, from 1
 */
record Place(String type, String method, int hit) {

    /** {@code text} is {@code package.Class#method#hit}. */
    static Place parse(String text) {
        var parts = text.split("#");
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a failpoint: " + text + " (package.Class#method#hit)");
        }
        return new Place(parts[0].replace('.', '/'), parts[1], Integer.parseInt(parts[2]));
    }
}
