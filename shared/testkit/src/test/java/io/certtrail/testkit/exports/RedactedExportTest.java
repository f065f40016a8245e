package io.certtrail.testkit.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.exports.State;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.verify.Report;
import io.certtrail.ledger.verify.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies for outsiders, by any filter and with any attributes closed: they verify, and show nothing that is closed. */
final class RedactedExportTest {
    private static final List<Attribute> TELLING = List.of(Attribute.ACTOR, Attribute.CLIENT, Attribute.RESOURCE);

    private final Scene scene = new Scene(8, 80);

    @ParameterizedTest
    @MethodSource("io.certtrail.testkit.exports.SampleFilters#all")
    void aRedactedExportVerifiesAndShowsNothingThatIsClosed(ExportFilter filter) throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 6; round++) {
            List<Attribute> closed = someOf(random);
            String where = "seed %d, closed %s".formatted(seed, closed);
            Export asked = scene.desk.request(Scene.ALICE, Format.CSV, filter, closed);
            scene.run(scene.worker(), asked.id());
            Export made = scene.find(asked.id());
            assertThat(made.state()).as(where).isInstanceOf(State.Ready.class);
            Verdict verdict = scene.verify(made);
            assertThat(verdict).as(where).isInstanceOf(Verdict.Verified.class);
            Report report = ((Verdict.Verified) verdict).report();
            assertThat(report.manifest().closed()).as(where).isEqualTo(closed);
            assertThat(report.unchecked()).as(where).isEqualTo(filter.unchecked(closed));
            assertThat(report.manifest().rows())
                    .as(where)
                    .isEqualTo(scene.ledger.entries().stream()
                            .filter(entry -> filter.matches(entry.entry()))
                            .count());
            requireNothingShown(made, closed, where);
        }
    }

    private void requireNothingShown(Export made, List<Attribute> closed, String where) {
        List<String> rows = lines(scene.file(made));
        for (LoggedEntry logged : scene.ledger.entries()) {
            for (String secret : secrets(logged, closed)) {
                assertThat(rows.subList(1, rows.size() - 1)).as(where).noneMatch(row -> row.contains(secret));
            }
        }
        List<String> proof = lines(scene.proof(made));
        for (String line : proof.subList(1, proof.size())) {
            Json.Obj object = (Json.Obj) JsonReader.parse(line.getBytes(UTF_8));
            if (object.get("open") instanceof Json.Obj open) {
                assertThat(closed.stream().map(Attribute::text).map(Json::of))
                        .as(where)
                        .doesNotContain((Json.Str) open.member("name"));
            }
        }
    }

    /** What is in an entry alone: the seed that opens all of it, and what it says in full. */
    private static List<String> secrets(LoggedEntry logged, List<Attribute> closed) {
        List<String> secrets = new ArrayList<>(List.of(logged.seed().hex()));
        if (closed.contains(Attribute.DESCRIPTION) && closed.contains(Attribute.DETAILS)) {
            secrets.add(logged.entry().description());
        }
        return secrets;
    }

    private static List<Attribute> someOf(Random random) {
        List<Attribute> closed = new ArrayList<>(
                Attribute.ALL.stream().filter(any -> random.nextInt(3) == 0).toList());
        if (closed.stream().anyMatch(TELLING::contains)) {
            closed.addAll(List.of(Attribute.DESCRIPTION, Attribute.DETAILS));
        }
        if (closed.isEmpty()) {
            closed.add(Attribute.TRACE);
        }
        List<Attribute> inOrder = closed.stream().sorted().distinct().toList();
        return inOrder.size() == Attribute.ALL.size() ? inOrder.subList(1, inOrder.size()) : inOrder;
    }

    private static List<String> lines(byte[] file) {
        return Stream.of(new String(file, UTF_8).split("\n", -1))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
