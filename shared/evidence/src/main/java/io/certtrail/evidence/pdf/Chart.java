package io.certtrail.evidence.pdf;

import java.util.List;

/** A chart, and the same in words for whoever can't see it. */
public sealed interface Chart {
    String title();

    List<Bar> bars();

    String alternative();

    /** Bars that lie, each with its label and value: for names. */
    record Ranking(String title, List<Bar> bars, String alternative) implements Chart {
        public Ranking {
            bars = List.copyOf(bars);
        }
    }

    /** Bars that stand, the first and the last labelled: for time. */
    record Course(String title, List<Bar> bars, String alternative) implements Chart {
        public Course {
            bars = List.copyOf(bars);
        }
    }
}
