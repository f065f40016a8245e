package io.certtrail.e2e.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The collector syslog-ng with the configuration of the docs, its paths and waits changed to a test's. */
final class SyslogNg implements AutoCloseable {
    private static final Path CONFIGURATION =
            Path.of(System.getProperty("certtrail.root", "../.."), "docs", "collectors", "syslog-ng.conf");
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final Path folder;
    private final Process process;

    private SyslogNg(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** Starts it on a folder, where it keeps its position and what it collects. */
    static SyslogNg start(Path program, Path folder, URI url, Path token) throws IOException {
        Files.createDirectories(folder);
        Path configuration = folder.resolve("syslog-ng.conf");
        Files.writeString(configuration, configuration(folder, url, token));
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--foreground",
                        "--stderr",
                        "--no-caps",
                        "--cfgfile=" + configuration,
                        "--persist-file=" + folder.resolve("persist"),
                        "--control=" + folder.resolve("control"),
                        "--pidfile=" + folder.resolve("pid"))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        return new SyslogNg(folder, process);
    }

    private static String configuration(Path folder, URI url, Path token) throws IOException {
        String text = Files.readString(CONFIGURATION);
        for (Map.Entry<String, String> change : Map.of(
                        "https://certtrail.example.com",
                        url.toString(),
                        "/etc/syslog-ng/certtrail.token",
                        token.toString(),
                        "/var/log/certtrail.jsonl",
                        folder.resolve("collected").toString(),
                        "fetch-no-data-delay(15)",
                        "fetch-no-data-delay(1)",
                        "time-reopen(30)",
                        "time-reopen(1)",
                        "AT_ONCE = 500",
                        "AT_ONCE = 25")
                .entrySet()) {
            assertThat(text).contains(change.getKey());
            text = text.replace(change.getKey(), change.getValue());
        }
        return text;
    }

    /** What it has collected so far, a record each. */
    static List<Json> collected(Path folder) throws IOException {
        Path file = folder.resolve("collected");
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> JsonReader.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Waits until it has collected so many. */
    void await(long records) throws IOException, InterruptedException {
        Path file = folder.resolve("collected");
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(file) || lines(file) < records) {
            assertThat(System.nanoTime()).as(this::log).isLessThan(deadline);
            assertThat(process.isAlive()).as(this::log).isTrue();
            Thread.sleep(20);
        }
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    /** Asks it to stop. */
    void stop() throws InterruptedException {
        process.toHandle().destroy();
        assertThat(process.waitFor(LONGEST_STOP)).as(this::log).isTrue();
    }

    /** {@code kill -9}. */
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().orTimeout(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS).join();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
