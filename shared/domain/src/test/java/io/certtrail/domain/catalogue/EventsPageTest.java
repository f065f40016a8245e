package io.certtrail.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/events.md to the catalogue. What the page must be stands in {@code target/events.md} when it is not. */
class EventsPageTest {
    private static final String HEAD = """
            # Events

            All actions that can be recorded, in both spellings; the API takes either and answers the dotted one. Made from the catalogue
            (`catalogue.json`), and held to it by a test. An event must carry the details; it may carry more. Beside these, a name that starts
            with `custom.` is free: severity `info`, any resource, any details. What begins with `ledger.` or `audit.` the ledger alone records.

            `changes` is a list of objects with `field`, `old` and `new`; `strings` a list of strings; `time` a string in ISO 8601 with a zone;
            `value` anything.

            | action | constant | severity | resource | details |
            |---|---|---|---|---|
            """;

    @Test
    void thePageIsWhatTheCatalogueSays() throws IOException {
        String expected = HEAD
                + Catalogue.load().actions().stream().map(EventsPageTest::row).collect(Collectors.joining());
        Path page = Path.of(System.getProperty("certtrail.root"), "docs", "events.md");
        String found = Files.exists(page) ? Files.readString(page) : "";
        if (!found.equals(expected)) {
            Files.writeString(Path.of("target", "events.md"), expected);
        }

        assertThat(found)
                .as("docs/events.md; copy shared/domain/target/events.md over it")
                .isEqualTo(expected);
    }

    private static String row(ActionDefinition action) {
        String details = action.details().stream()
                .map(field -> "`%s` %s".formatted(field.name(), field.type().text()))
                .collect(Collectors.joining(", "));
        return "| `%s` | `%s` | %s | %s | %s |\n"
                .formatted(
                        action.action(), action.constant(), action.severity().text(), action.resourceType(), details);
    }
}
