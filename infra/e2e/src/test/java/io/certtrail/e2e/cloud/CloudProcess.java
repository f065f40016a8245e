package io.certtrail.e2e.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A local cloud in a process of its own. It is ended by its handle alone, and by {@link #close} at the latest. */
final class CloudProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final String READY = "ready ";

    private final Process process;
    private final Path data;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<URI> ready = new CompletableFuture<>();

    private CloudProcess(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    /** Starts one on a folder and any free port, and waits until it says that it is ready. */
    static CloudProcess start(Path data, String... options) throws IOException, InterruptedException {
        CloudProcess cloud = launch(data, options);
        cloud.url();
        return cloud;
    }

    /** Starts one and does not wait. */
    static CloudProcess launch(Path data, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "io.certtrail.local.Main",
                "up",
                "--data",
                data.toString(),
                "--port",
                "0"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CloudProcess cloud = new CloudProcess(process, data);
        Thread.ofVirtual().start(cloud::read);
        return cloud;
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = reader.readLine()) != null) {
                synchronized (output) {
                    output.add(line);
                }
                if (line.startsWith(READY)) {
                    ready.complete(URI.create(line.substring(READY.length())));
                }
            }
        } catch (IOException e) {
            // The process is gone, and its pipe with it.
        }
        ready.completeExceptionally(new IOException("the cloud ended before it was ready:\n" + output()));
    }

    /** Where it answers. */
    URI url() throws InterruptedException {
        try {
            return ready.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not ready after " + LONGEST_START + ":\n" + output(), e);
        } catch (ExecutionException e) {
            throw new AssertionError(Objects.requireNonNull(e.getCause()).getMessage(), e);
        }
    }

    /** Everything it has printed. */
    String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Its API, used with the token that its first start made. */
    ApiClient api() throws InterruptedException {
        return new ApiClient(url(), file("admin-token").strip());
    }

    /** A file of its data folder. */
    String file(String name) {
        try {
            return Files.readString(data.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().orTimeout(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Asks it to stop, as Ctrl-C does; its exit code. */
    int stop() throws InterruptedException {
        process.toHandle().destroy();
        return exitCode();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LONGEST_STOP)).as(this::output).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
