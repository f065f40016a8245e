package io.certtrail.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.bench.contenders.Storage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Row ROW = new Row(
            "naive chain", "HTTP", Storage.MEMORY, 1, 16, Spread.of(List.of(3.0, 1.0, 200.0)), 1, 2, 4.5, 3, 500, 0, 3);

    private static Report report(Reach... reaches) {
        return new Report(
                Map.of("cores", "2"),
                true,
                List.of(reaches),
                List.of(ROW),
                List.of(),
                List.of("PostgreSQL chain: none"));
    }

    @Test
    void whatWasReachedIsComputed() {
        assertThat(Reach.atLeast("", 30, 29.9, "").met()).isEqualTo("no");
        assertThat(Reach.atLeast("", 30, 30, "").met()).isEqualTo("yes");
        assertThat(Reach.atMost("", 3.5, 3.6, "").met()).isEqualTo("no");
        assertThat(Reach.atMost("", 3.5, 3.5, "").met()).isEqualTo("yes");
        assertThat(Reach.atMost("", 3.5, Double.NaN, "").met()).isEqualTo("not measured");
    }

    @Test
    void roundsGiveTheirMedianWithTheExtremes() {
        assertThat(Spread.of(List.of(3.0, 1.0, 200.0))).isEqualTo(new Spread(3, 1, 200));
        assertThat(Spread.of(List.of(1.0, 2.0))).isEqualTo(new Spread(1.5, 1, 2));
    }

    @Test
    void everyRowSaysWhatItsStorageIs() {
        String page = MarkdownPage.of(report(Reach.atLeast("thirty times", 30, 40, "both on: memory, not durable")));
        assertThat(page)
                .contains(
                        "A quick run", "memory, not durable", "3.00 (1.00 – 200)", "PostgreSQL chain: none", "cores: 2")
                .containsSubsequence("thirty times", "naive chain");
        for (Storage storage : Storage.values()) {
            assertThat(storage.durable() || storage.words().contains("not durable"))
                    .isTrue();
        }
    }

    @Test
    void theJsonHoldsTheFiguresAndNothingForWhatWasNotMeasured() throws Exception {
        String json = JsonFile.of(report(Reach.atLeast("thirty times", 30, Double.NaN, "")));
        assertThat(json)
                .contains("\"found\" : null", "\"eventsASecond\" : 3.0", "\"durable\" : false", "\"quick\" : true");
    }
}
