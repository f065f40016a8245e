package io.certtrail.domain.exports;

import java.util.List;

/**
 * What an export's rows come to, counted while they are written.
 *
 * @param rows how many there are
 * @param period what one of {@code byTime} stands for: {@code day}, {@code month} or {@code year}
 * @param byTime in order of time, those without a row left out: {@code 2026-11-28}, {@code 2026-11} or {@code 2026}
 * @param byAction most frequent first
 * @param bySeverity most severe first
 * @param byActor most frequent first
 */
public record Figures(long rows, String period, List<Count> byTime, Top byAction, List<Count> bySeverity, Top byActor) {
    public Figures {
        byTime = List.copyOf(byTime);
        bySeverity = List.copyOf(bySeverity);
    }

    /** How many rows have this name. */
    public record Count(String name, long rows) {}

    /**
     * The most frequent names.
     *
     * @param others how many rows have another name
     */
    public record Top(List<Count> most, long others) {
        public Top {
            most = List.copyOf(most);
        }
    }
}
