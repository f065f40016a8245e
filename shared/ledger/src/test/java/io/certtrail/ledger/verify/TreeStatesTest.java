package io.certtrail.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ExportRange;
import io.certtrail.ledger.export.TestExport;
import io.certtrail.ledger.export.VectorLog;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.verify.Verdict.Verified;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeStatesTest {
    private static final VectorLog LOG = VectorLog.first(37);
    private static final List<Long> ALL = LongStream.rangeClosed(0, 40).boxed().toList();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"severity\":[\"warning\"]}",
                "{\"q\":\"plain\"}",
                "{\"from\":\"2026-11-22T10:00:07.150Z\"}",
                "{\"to\":\"2026-11-22T10:01:07.200Z\"}",
                "{\"from\":\"2026-11-22T10:00:07.150Z\",\"to\":\"2026-11-22T10:01:07.200Z\"}"
            })
    void anExportShowsTheRootOfEveryStateInItsRange(String filter) throws IOException {
        TestExport export = TestExport.of(LOG, filter(filter), List.of());
        ExportRange range = export.manifest().range();

        TreeStates seen = seen(export);

        for (long size : ALL) {
            boolean inRange = size >= range.fromSeq() && size <= range.toSeq();
            assertThat(seen.root(size).isPresent()).as("size " + size).isEqualTo(inRange);
            if (inRange) {
                assertThat(seen.root(size))
                        .contains(VectorLog.first(Math.toIntExact(size))
                                .checkpoint()
                                .root());
            }
        }
    }

    @Test
    void anEmptyLogShowsNoneButItsOwn() throws IOException {
        assertThat(seen(TestExport.of(VectorLog.first(0), ExportFilter.NONE, List.of()))
                        .root(0))
                .isEmpty();
    }

    private static TreeStates seen(TestExport export) throws IOException {
        TreeStates seen = new TreeStates(ALL);
        Verdict verdict = ExportVerifier.trusting(VectorLog.KEYS)
                .noting(seen)
                .verify(() -> new ByteArrayInputStream(export.csv()), () -> new ByteArrayInputStream(export.proof()));
        assertThat(verdict).isInstanceOf(Verified.class);
        return seen;
    }

    private static ExportFilter filter(String json) {
        return ExportFilter.parse((Json.Obj) JsonReader.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
