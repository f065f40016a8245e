package io.certtrail.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/settings.md to the definitions. What the page must be stands in {@code target/settings.md} when it is not. */
class SettingsPageTest {
    private static final String HEAD = """
            # Settings

            What each tenant sets for itself. `GET /api/settings` shows all of them with an `ETag`; `PATCH /api/settings` changes some, by key,
            with that tag in `If-Match` (428 without it, 412 when somebody else was faster). `null` means the default. All changes of a request
            are made or none, and every one is an entry `settings.updated` with the old and the new value, in the same transaction.

                curl -X PATCH "$URL/api/settings" -H "Authorization: Bearer $TOKEN" -H 'If-Match: "…"' \\
                  -H 'Content-Type: application/json' -d '{"retention.days":60,"confirm":1234}'

            **What drops contents asks first.** Fewer days, a hold that is lifted or begins later: if the first day that is kept becomes a later
            one, the change is refused (409) with `count`, how many entries are shown now and would not be afterwards, until `confirm` says that
            number. It is exact: of what is sealed it is what the next run of the function `retention` drops, of the rest what is hidden at once.
            The function reads settings afresh at each run; the API and the publisher may remember them for five seconds.

            **Secrets** in settings are sealed where they are kept: AES-256-GCM under a key that is derived from the deployment's secret by
            HKDF-SHA256 with the label `certtrail/settings/v1`, bound to the tenant and the place. They are shown to nobody again, masked in
            the API and in entries; an entry says whether a secret was changed (`secretChanged`). Replace the deployment's secret, and they must
            be set anew.

            A channel is `{"name":"ops","type":"email","address":"ops@example.com"}` or
            `{"name":"hook","type":"webhook","url":"https://hooks.example.com/x","secret":"16 to 200 characters"}`. A `secret` that is left
            out, or sent back masked, stays the one of the webhook of that name.

            Admins change settings; operators, auditors and viewers read them. The table is made from `settings.json`, and held to it by a test.
            A setting of which the column *effect* says "not yet" is kept and checked, and nothing looks at it in this version.

            | setting | value | default | effect | what follows |
            |---|---|---|---|---|
            """;

    @Test
    void thePageIsWhatTheDefinitionsSay() throws IOException {
        String expected = HEAD
                + SettingsCatalogue.load().all().stream()
                        .map(SettingsPageTest::row)
                        .collect(Collectors.joining());
        Path page = Path.of(System.getProperty("certtrail.root"), "docs", "settings.md");
        String found = Files.exists(page) ? Files.readString(page) : "";
        if (!found.equals(expected)) {
            Files.writeString(Path.of("target", "settings.md"), expected);
        }

        assertThat(found)
                .as("docs/settings.md; copy shared/domain/target/settings.md over it")
                .isEqualTo(expected);
    }

    private static String row(Setting setting) {
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        setting.key(),
                        setting.type().phrase(),
                        setting.fallback() instanceof Json.Null ? "none" : '`' + Jcs.text(setting.fallback()) + '`',
                        setting.effective() ? "yes" : "not yet",
                        setting.consequence());
    }
}
