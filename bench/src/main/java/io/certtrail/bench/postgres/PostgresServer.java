package io.certtrail.bench.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of our own, from the programs that are installed: on a folder that is gone at the end, on 127.0.0.1,
 * with a password, with its usual settings but for {@code fsync}. Run as root it becomes another user, since it refuses
 * to be root.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final List<String> OTHER_PLACES =
            List.of("/usr/local/bin", "/usr/bin", "/opt/homebrew/bin", "/usr/local/pgsql/bin", "/usr/pgsql/bin");
    private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");
    private static final String USER = "bench";
    private static final Duration TIME_TO_START = Duration.ofSeconds(30);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int MAX_CONNECTIONS = 100;

    private final Process process;
    private final String url;
    private final String password;

    private PostgresServer(Process process, String url, String password) {
        this.process = process;
        this.url = url;
        this.password = password;
        // Whoever stops the benchmark stops the server too.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
    }

    /** The folder with {@code initdb} and {@code postgres} of the newest version installed. */
    public static Optional<Path> programs() {
        List<Path> places = new ArrayList<>();
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> versions = Files.list(INSTALLED)) {
                versions.map(version -> version.resolve("bin"))
                        .sorted(Comparator.comparing(Path::toString).reversed())
                        .forEach(places::add);
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream.concat(Stream.of(path.split(":", -1)), OTHER_PLACES.stream())
                .filter(place -> !place.isEmpty())
                .map(Path::of)
                .forEach(places::add);
        return places.stream()
                .filter(place ->
                        Files.isExecutable(place.resolve("initdb")) && Files.isExecutable(place.resolve("postgres")))
                .findFirst();
    }

    /**
     * Starts one.
     *
     * @param folder which is made
     * @param password of its only user
     */
    public static PostgresServer start(Path programs, Path folder, boolean fsync, String password)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> as = owner(folder);
        Path passwordFile = folder.resolve("password");
        Files.writeString(passwordFile, password);
        owner(passwordFile);
        Path data = folder.resolve("data");
        run(
                folder,
                as,
                List.of(
                        programs.resolve("initdb").toString(),
                        "-D",
                        data.toString(),
                        "-U",
                        USER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "-E",
                        "UTF8",
                        "--locale=C"));
        Files.delete(passwordFile);
        int port = freePort();
        List<String> command = new ArrayList<>(as);
        command.addAll(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=" + MAX_CONNECTIONS,
                "-c",
                "synchronous_commit=on",
                "-c",
                "fsync=" + (fsync ? "on" : "off")));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        PostgresServer server = new PostgresServer(
                process, "jdbc:postgresql://127.0.0.1:" + port + "/postgres?reWriteBatchedInserts=true", password);
        try {
            server.awaitStart(folder.resolve("log"));
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** What a command begins with to run as who owns the folder: nothing, unless we are root. */
    private static List<String> owner(Path path) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        IOException missing =
                new IOException("PostgreSQL refuses to run as root, and there is no user of " + UNPRIVILEGED);
        for (String name : UNPRIVILEGED) {
            try {
                UserPrincipal user =
                        path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
                Files.setOwner(path, user);
                allowPassage(path);
                return List.of("setpriv", "--reuid=" + name, "--clear-groups");
            } catch (UserPrincipalNotFoundException e) {
                missing.addSuppressed(e);
            }
        }
        throw missing;
    }

    /** The folders above are ours alone: whoever runs the server must come through. */
    private static void allowPassage(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        while (parent != null && Files.getOwner(parent).getName().equals("root") && Files.isWritable(parent)) {
            if (PosixFilePermissions.toString(Files.getPosixFilePermissions(parent))
                    .equals("rwx------")) {
                Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
            }
            parent = parent.getParent();
        }
    }

    private static void run(Path folder, List<String> as, List<String> command)
            throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(as);
        whole.addAll(command);
        Process process = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + " failed: " + output);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart(Path log) throws IOException, InterruptedException {
        long patience = System.nanoTime() + TIME_TO_START.toNanos();
        while (true) {
            try (Connection connection = connect()) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > patience) {
                    throw new IOException("PostgreSQL does not start: " + Files.readString(log), e);
                }
            }
            Thread.sleep(LOOK);
        }
    }

    /** A connection of its own. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", password);
        return DriverManager.getConnection(url, properties);
    }

    /** Ends the server, by its process. */
    @Override
    public void close() {
        // SIGTERM is its "smart" shutdown; with no connection left it ends at once.
        process.destroy();
        try {
            if (!process.waitFor(TIME_TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                Process _ = process.destroyForcibly();
                int _ = process.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
