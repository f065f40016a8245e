package io.certtrail.e2e.tour;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A shell in a folder, in which one command after the other is typed; {@code up} runs in a second one until the end. */
final class Terminal implements AutoCloseable {

    private static final String END = "-- end of output --";
    private static final Duration START = Duration.ofMinutes(2);

    private final Path folder;
    private final int port;
    private final Process shell;
    private final Writer typed;
    private final BufferedReader shown;
    private final List<Process> running = new ArrayList<>();

    Terminal(Path folder) throws IOException {
        this.folder = folder;
        this.port = freePort();
        this.shell = builder(folder, "sh").start();
        this.typed = new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.UTF_8);
        this.shown = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The lines that a command prints on both outputs. */
    List<String> run(String command) throws IOException, InterruptedException {
        if (command.startsWith("./certtrail up")) {
            return up(command + " --port " + port);
        }
        typed.write(command.replace("127.0.0.1:8080", "127.0.0.1:" + port) + "\necho '" + END + "'\n");
        typed.flush();
        List<String> lines = new ArrayList<>();
        for (String line = shown.readLine(); line != null && !line.equals(END); line = shown.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    private List<String> up(String command) throws IOException, InterruptedException {
        Path log = folder.resolveSibling("up.log");
        Process up = builder(folder, "sh", "-c", "exec " + command)
                .redirectOutput(log.toFile())
                .start();
        running.add(up);
        long end = System.nanoTime() + START.toNanos();
        while (up.isAlive() && System.nanoTime() < end) {
            List<String> lines = Files.readAllLines(log);
            if (!lines.isEmpty() && lines.getLast().startsWith("ready ")) {
                return lines;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("it does not get ready: " + Files.readString(log));
    }

    private static ProcessBuilder builder(Path folder, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("CERTTRAIL_BUILD", "never");
        return builder;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        running.add(shell);
        for (Process process : running) {
            process.destroy();
            if (process.onExit()
                    .completeOnTimeout(process, 30, TimeUnit.SECONDS)
                    .join()
                    .isAlive()) {
                process.destroyForcibly();
            }
        }
    }
}
