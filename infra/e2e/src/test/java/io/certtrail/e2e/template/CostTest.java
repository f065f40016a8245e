package io.certtrail.e2e.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sum of docs/cost.md is a sum, and of what the template really makes. */
class CostTest {
    private static final BigDecimal MOST = new BigDecimal("5.00");

    private final List<List<String>> rows;
    private final Template template = Template.read();

    CostTest() throws IOException {
        try (Stream<String> lines = Files.lines(Template.root().resolve("docs/cost.md"))) {
            rows = lines.filter(line -> line.startsWith("|"))
                    .skip(2)
                    .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                            .map(cell -> cell.strip().replace("*", ""))
                            .toList())
                    .toList();
        }
    }

    @Test
    void countsWhatIsThere() throws IOException {
        assertThat(count("KMS keys")).isEqualTo(keys());
        assertThat(count("secrets"))
                .isEqualTo(template.resources("AWS::SecretsManager::Secret").size());
        assertThat(count("alarms"))
                .isEqualTo(Template.read("infra/alarms.yaml")
                        .resources("AWS::CloudWatch::Alarm")
                        .size());
        assertThat(count("queues that Lambda polls")).isEqualTo(events("SQS"));
        assertThat(count("scheduled functions")).isEqualTo(events("Schedule"));
    }

    @Test
    void addsUpToLessThanFiveWithTheFreePart() {
        for (int column : List.of(3, 4)) {
            BigDecimal sum = rows.stream()
                    .limit(rows.size() - 1)
                    .map(row -> new BigDecimal(row.get(column)))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(rows.getLast().get(column)).isEqualTo(sum.toPlainString());
        }
        for (List<String> row : rows.subList(0, rows.size() - 1)) {
            BigDecimal each = new BigDecimal(row.get(2));
            assertThat(new BigDecimal(row.get(3)))
                    .as(row.getFirst())
                    .isEqualByComparingTo(each.multiply(new BigDecimal(row.get(1))));
        }
        assertThat(new BigDecimal(rows.getLast().get(4))).isLessThan(MOST);
    }

    private long count(String what) {
        return rows.stream()
                .filter(row -> row.getFirst().startsWith(what))
                .mapToLong(row -> Long.parseLong(row.get(1)))
                .sum();
    }

    /** Without those that nobody has who did not ask for them. */
    private long keys() throws IOException {
        return template.resources("AWS::KMS::Key").keySet().stream()
                        .filter(name -> !name.equals("SealKey"))
                        .count()
                + (long) Template.read("infra/alarms.yaml")
                        .resources("AWS::KMS::Key")
                        .size();
    }

    private long events(String type) {
        return template.functions().values().stream()
                .flatMap(function -> events(function).values().stream())
                .filter(event -> type.equals(Template.map(event).get("Type")))
                .count();
    }

    private static Map<String, Object> events(Map<String, Object> function) {
        return function.get("Events") == null ? Map.of() : Template.map(function.get("Events"));
    }
}
