package io.certtrail.local;

import io.certtrail.local.data.DataFolder;
import io.certtrail.local.data.UnusableDataFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code certtrail up}: runs the local cloud until it is told to stop. */
public final class Main {
    private static final int USAGE = 64;
    private static final int FAILED = 1;
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Main() {}

    /** Exits 0 when it was stopped, 1 when it can't start, 64 when it was called wrongly. */
    public static void main(String[] arguments) throws InterruptedException {
        LocalOptions options;
        try {
            options = Arguments.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("certtrail: " + e.getMessage());
            System.err.print(Arguments.USAGE);
            System.exit(USAGE);
            return;
        }
        try {
            run(options, System.out);
        } catch (UnusableDataFolder e) {
            fail(e.getMessage());
        } catch (BindException e) {
            fail("port %d is taken; --port takes another one".formatted(options.port()));
        } catch (IOException | RuntimeException e) {
            fail("the local cloud does not start: " + e.getMessage());
        }
    }

    private static void run(LocalOptions options, PrintStream out)
            throws UnusableDataFolder, IOException, InterruptedException {
        options.data().ifPresent(Main::keepTemporaryFiles);
        LocalCloud cloud = LocalCloud.start(options);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(cloud::close));
        awaitHealth(cloud);
        if (cloud.first()) {
            tellWhatWasMade(cloud.data(), out);
        }
        cloud.setUp().ifPresent(answer -> out.println("set-up answered " + answer));
        options.adversary().ifPresent(seed -> out.println("against the adversary of seed " + seed));
        out.println("ready " + cloud.url());
        out.flush();
        Thread.currentThread().join();
    }

    /** Native code is unpacked among the temporary files, and left there by every kill: there they are swept. */
    private static void keepTemporaryFiles(Path data) {
        Path scratch = data.toAbsolutePath().normalize().resolve("tmp");
        System.setProperty("java.io.tmpdir", scratch.toString());
    }

    private static void awaitHealth(LocalCloud cloud) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TIME_TO_ANSWER.toNanos();
        while (health(cloud) != HttpURLConnection.HTTP_OK) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "GET /health does not answer 200; see " + cloud.data().logs());
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private static int health(LocalCloud cloud) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) cloud.url().resolve("/health").toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private static void tellWhatWasMade(DataFolder data, PrintStream out) {
        out.println("first start: everything is kept in " + data.root());
        out.println("  admin token    " + data.adminToken());
        out.println("  admin password " + data.adminPassword());
        out.println("  verifier keys  " + data.verifierKeys());
        out.println("  secret key     " + data.secretKey());
        out.println("  logs           " + data.logs());
    }

    private static void fail(@Nullable String message) {
        System.err.println("certtrail: " + message);
        System.exit(FAILED);
    }
}
