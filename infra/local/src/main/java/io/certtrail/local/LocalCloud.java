package io.certtrail.local;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.local.adversary.Adversary;
import io.certtrail.local.data.DataFolder;
import io.certtrail.local.data.RunningCloud;
import io.certtrail.local.data.Secrets;
import io.certtrail.local.data.UnusableDataFolder;
import io.certtrail.local.function.FunctionLog;
import io.certtrail.local.http.HttpFront;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * The whole system in this process: the functions that a definition names, woken as Lambda wakes them, on embedded
 * services, behind an HTTP front on 127.0.0.1.
 *
 * <pre>{@code
 * try (LocalCloud cloud = LocalCloud.start(LocalOptions.inMemory())) {
 *     http.send(HttpRequest.newBuilder(cloud.url().resolve("/health")).build(), ...);
 * }
 * }</pre>
 */
public final class LocalCloud implements AutoCloseable {
    /** The tree of a local cloud. */
    public static final Origin ORIGIN = new Origin("certtrail.local", "default", 1);

    private static final String GATEWAY_LOG = "gateway";

    private final Closers closers;
    private final DataFolder data;
    private final URI url;
    private final boolean first;
    private final Optional<String> setUp;

    private LocalCloud(Closers closers, DataFolder data, URI url, boolean first, Optional<String> setUp) {
        this.closers = closers;
        this.data = data;
        this.url = url;
        this.first = first;
        this.setUp = setUp;
    }

    /** Starts CertTrail. */
    public static LocalCloud start(LocalOptions options) throws UnusableDataFolder, IOException, InterruptedException {
        return start(options, CertTrailCloud.definition());
    }

    /**
     * Starts a cloud; when this returns, it serves.
     *
     * @throws UnusableDataFolder if the folder is not ours, or another cloud runs on it
     * @throws BindException if the port is taken
     * @throws IOException if something does not start
     */
    public static LocalCloud start(LocalOptions options, CloudDefinition definition)
            throws UnusableDataFolder, IOException, InterruptedException {
        Closers closers = new Closers();
        try {
            return start(options, definition, closers);
        } catch (UnusableDataFolder | IOException | InterruptedException | RuntimeException e) {
            closers.close();
            throw e;
        }
    }

    private static LocalCloud start(LocalOptions options, CloudDefinition definition, Closers closers)
            throws UnusableDataFolder, IOException, InterruptedException {
        DataFolder data = closers.add(folder(options));
        PrintStream log = closers.add(FunctionLog.open(data.logs(), GATEWAY_LOG));
        SecureRandom random = new SecureRandom();
        Adversary adversary = options.adversary().isPresent()
                ? Adversary.seeded(options.adversary().getAsLong())
                : Adversary.none();
        HttpFront front = closers.add(HttpFront.bind(options.port(), Clock.systemUTC(), adversary, log));
        Secrets secrets = new Secrets(data, random);
        secrets.complete(ORIGIN);
        LocalServices services =
                closers.add(LocalServices.start(definition, options.data().map(path -> data), random));
        LocalFunctions functions =
                new LocalFunctions(definition, services, data, random, adversary, options.conditions());
        boolean first = functions.setUp(secrets.adminToken());
        Optional<String> told = Optional.empty();
        if (options.setUp().isPresent()) {
            SetUpAnswer answer =
                    SetUpAnswer.parse(functions.setUp(options.setUp().get()));
            secrets.addVerifierKeys(answer.verifierKeys());
            told = Optional.of(answer.text());
        }
        front.start(functions.http());
        closers.add(functions.wake(options.period(), log));
        RunningCloud running = new RunningCloud(ProcessHandle.current().pid(), front.url(), data.root());
        running.write(data.running());
        closers.add(() -> Files.deleteIfExists(data.running()));
        return new LocalCloud(closers, data, front.url(), first, told);
    }

    private static DataFolder folder(LocalOptions options) throws UnusableDataFolder, IOException {
        Optional<Path> kept = options.data();
        return kept.isPresent() ? DataFolder.open(kept.get(), options.fresh()) : DataFolder.temporary();
    }

    /** Where the API answers. */
    public URI url() {
        return url;
    }

    /** Where keys, the first token and the logs are. */
    public DataFolder data() {
        return data;
    }

    /** Whether this start made the folder what it is. */
    public boolean first() {
        return first;
    }

    /** What the set-up function answered, if this start had something to ask of it. */
    public Optional<String> setUp() {
        return setUp;
    }

    /** Stops it in a few seconds; what was answered is kept, if there is a folder to keep it in. */
    @Override
    public void close() {
        closers.close();
    }
}
