package io.sluice.bench;

import java.util.List;

/** One thing that is measured. */
interface Section {

    /** What it is called on the command line. */
    String name();

    /** What it measures, in one line. */
    String about();

    /** Measures it; what it sets up is its own, so that sections do not see each other. */
    List<Figure> measure(Subject subject);
}
