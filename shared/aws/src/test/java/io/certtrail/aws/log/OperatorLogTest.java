package io.certtrail.aws.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OperatorLogTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00.123456Z"), ZoneOffset.UTC);
    private final OperatorLog log = new OperatorLog(new PrintStream(out, true, UTF_8), "export", clock);

    @Test
    void aLineIsOneJsonObjectWithItsIds() {
        log.info("done", Map.of("export", "e-1"));
        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"at\":\"2026-11-22T12:00:00.123Z\",\"export\":\"e-1\",\"function\":\"export\","
                        + "\"level\":\"info\",\"message\":\"done\"}\n");
    }

    @Test
    void anErrorOfAnyTextStaysOnOneLine() {
        log.error("it\nfailed", Map.of(), new IllegalStateException("line\nbreak, lone \ud800 surrogate"));
        assertThat(out.toString(UTF_8).lines()).hasSize(1);
        Json.Obj line = (Json.Obj) JsonReader.parse(out.toByteArray());
        assertThat(line.get("message")).isEqualTo(new Json.Str("it\nfailed"));
        assertThat(line.get("error"))
                .isInstanceOfSatisfying(
                        Json.Str.class, error -> assertThat(error.value()).contains("line\nbreak, lone ? surrogate"));
    }
}
