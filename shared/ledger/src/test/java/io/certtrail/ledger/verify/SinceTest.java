package io.certtrail.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.export.ExportRange;
import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.export.TestExport;
import io.certtrail.ledger.export.VectorLog;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinceTest {
    private static final Manifest OLDER = manifest(10);

    private static Manifest manifest(int entries) {
        return TestExport.of(VectorLog.first(entries), ExportFilter.NONE, List.of())
                .manifest();
    }

    private static Report report(VectorLog log, ExportFilter filter, List<Attribute> closed, ExportRange range)
            throws IOException {
        TestExport export = TestExport.of(log, filter, closed, range);
        Verdict verdict = ExportVerifier.trusting(VectorLog.KEYS)
                .verify(() -> new ByteArrayInputStream(export.csv()), () -> new ByteArrayInputStream(export.proof()));
        return ((Verdict.Verified) verdict).report();
    }

    private static Report whole(VectorLog log) throws IOException {
        return report(log, ExportFilter.NONE, List.of(), ExportRange.whole(log.size()));
    }

    /** What an export of the log is like when its first entries have expired: from a time on. */
    private static Report from(VectorLog log, int seq) throws IOException {
        String time = log.entry(seq).entry().time().toString();
        ExportFilter filter = filter("{\"from\":\"" + time + "\"}");
        return report(log, filter, List.of(), new ExportRange(log.size(), seq, log.size()));
    }

    private static ExportFilter filter(String json) {
        return ExportFilter.parse((Json.Obj) JsonReader.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whereNothingWasDroppedThatIsShown() throws IOException {
        assertThat(Since.of(OLDER, whole(VectorLog.first(30)))).isEqualTo(new Since(List.of(), List.of(), true));
    }

    @Test
    void aDropOfItsEntriesIsTold() throws IOException {
        Since since = Since.of(
                OLDER, whole(VectorLog.first(30).dropping(20, 0, 4, "30 days").dropping(25, 4, 12, "31 days")));

        assertThat(since.dropped()).extracting(Dropped::seq).containsExactly(20L, 25L);
        assertThat(since.dropped()).extracting(Dropped::policy).containsExactly("30 days", "31 days");
        assertThat(since.isAllTold()).isTrue();
    }

    @Test
    void aDropOfOtherEntriesIsNot() throws IOException {
        Since since = Since.of(OLDER, whole(VectorLog.first(30).dropping(20, 10, 15, "30 days")));

        assertThat(since.dropped()).isEmpty();
    }

    @Test
    void aDropBeforeItWasMadeIsNot() throws IOException {
        Since since = Since.of(OLDER, whole(VectorLog.first(30).dropping(9, 0, 2, "30 days")));

        assertThat(since.dropped()).isEmpty();
    }

    @Test
    void whatLiesBeforeTheFirstShownOneAndIsNotSpokenOfIsUntold() throws IOException {
        VectorLog log = VectorLog.first(30).dropping(20, 2, 4, "30 days").dropping(21, 6, 7, "30 days");

        Since since = Since.of(OLDER, from(log, 8));

        assertThat(since.untold()).containsExactly(new Since.Range(0, 2), new Since.Range(4, 6), new Since.Range(7, 8));
        assertThat(since.isAllTold()).isTrue();
    }

    @Test
    void ofALogThatBeginsBehindItAllIsUntoldAndMoreMayBe() throws IOException {
        Since since = Since.of(OLDER, from(VectorLog.first(30), 12));

        assertThat(since.untold()).containsExactly(new Since.Range(0, 10));
        assertThat(since.isAllTold()).isFalse();
    }

    @Test
    void anExportThatLeavesOthersOutDoesNotTellAll() throws IOException {
        VectorLog log = VectorLog.first(30).dropping(20, 0, 4, "30 days");
        ExportRange range = ExportRange.whole(log.size());

        Since filtered = Since.of(OLDER, report(log, filter("{\"severity\":[\"info\"]}"), List.of(), range));
        Since redacted = Since.of(OLDER, report(log, ExportFilter.NONE, List.of(Attribute.DETAILS), range));

        assertThat(filtered).isEqualTo(new Since(List.of(), List.of(), false));
        assertThat(redacted).isEqualTo(new Since(List.of(), List.of(), false));
    }

    @Test
    void anotherLogIsRefused() {
        Origin origin = new Origin("certtrail.example", "other", 1);
        byte[] seed = new byte[32];
        TestExport.Owner owner = new TestExport.Owner(
                origin, Ed25519Signer.of(origin.text(), seed), Ed25519Signer.of(origin.exportsKeyName(), seed));
        Manifest other = TestExport.of(owner, VectorLog.first(5)).manifest();

        assertThatThrownBy(() -> Since.of(other, whole(VectorLog.first(30))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
