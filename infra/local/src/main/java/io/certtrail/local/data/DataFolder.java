package io.certtrail.local.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one local cloud, held by one process at a time: a lock that the operating system drops when the process
 * dies, however it dies. Only a folder with our mark in it is ever used or emptied, or one that is empty or new.
 */
public final class DataFolder implements AutoCloseable {
    private static final String MARK = "certtrail-data";

    /** Its number goes up with each change after which what an older version wrote would be misunderstood. */
    private static final String MARK_TEXT = "A data folder of the CertTrail local cloud, format 2.\n";

    private static final String LOCK = "lock";

    private final Path root;
    private final FileChannel channel;
    private final boolean temporary;

    private DataFolder(Path root, FileChannel channel, boolean temporary) {
        this.root = root;
        this.channel = channel;
        this.temporary = temporary;
    }

    /**
     * Takes a folder, and makes it if need be.
     *
     * @param fresh whether what was there goes first
     * @throws UnusableDataFolder if it isn't ours, or another process has it
     */
    public static DataFolder open(Path folder, boolean fresh) throws UnusableDataFolder, IOException {
        Path root = folder.toAbsolutePath().normalize();
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new UnusableDataFolder(root + " is no folder; --data names the folder to keep the data in");
        }
        if (Files.exists(root) && !isOurs(root)) {
            throw new UnusableDataFolder(root + " is not empty and not a data folder of CertTrail (it has no file "
                    + MARK + "): nothing in it was touched; --data names another one");
        }
        if (!fresh && isOfAnotherFormat(root)) {
            throw new UnusableDataFolder(root + " was written by another version of CertTrail, which keeps its data in"
                    + " another way: nothing in it was touched; --data names another folder, --fresh deletes what is"
                    + " there and begins anew");
        }
        Files.createDirectories(root);
        Files.writeString(root.resolve(MARK), MARK_TEXT);
        DataFolder data = new DataFolder(root, locked(root), false);
        if (fresh) {
            data.empty();
        }
        deleteAll(data.scratch());
        Files.createDirectories(data.scratch());
        return data;
    }

    /** A new folder among the temporary files, for what needs one but is not kept: gone when it is closed. */
    public static DataFolder temporary() throws UnusableDataFolder, IOException {
        DataFolder data = open(Files.createTempDirectory("certtrail-"), false);
        return new DataFolder(data.root, data.channel, true);
    }

    /** Ours: with the mark, or with nothing that anybody else put there. */
    private static boolean isOurs(Path root) throws IOException {
        if (Files.isRegularFile(root.resolve(MARK), LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (Stream<Path> children = Files.list(root)) {
            return children.allMatch(child -> child.getFileName().toString().equals("tmp"));
        }
    }

    private static boolean isOfAnotherFormat(Path root) throws IOException {
        Path mark = root.resolve(MARK);
        return Files.exists(mark) && !Files.readString(mark).equals(MARK_TEXT);
    }

    private static FileChannel locked(Path root) throws UnusableDataFolder, IOException {
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            String who = RunningCloud.read(root.resolve(RunningCloud.FILE))
                    .map(running -> " (process %d at %s)".formatted(running.pid(), running.url()))
                    .orElse("");
            throw new UnusableDataFolder("a local cloud is running on " + root + who
                    + ": stop that one, or start this one with another --data");
        }
        return channel;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void empty() throws IOException {
        List<Path> children;
        try (Stream<Path> listed = Files.list(root)) {
            children = listed.toList();
        }
        for (Path child : children) {
            String name = child.getFileName().toString();
            if (!name.equals(MARK) && !name.equals(LOCK)) {
                deleteAll(child);
            }
        }
    }

    private static void deleteAll(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> walked = Files.walk(path)) {
            deepestFirst = walked.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }

    public Path root() {
        return root;
    }

    public Path dynamo() {
        return root.resolve("dynamodb");
    }

    public Path sqs() {
        return root.resolve("sqs");
    }

    public Path s3() {
        return root.resolve("s3");
    }

    /** Where the local S3 listens, and its credentials: presigned links outlive a restart. */
    public Path s3Settings() {
        return root.resolve("s3-settings");
    }

    /** How far the streams have been read. */
    public Path streams() {
        return root.resolve("streams");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Emptied at each start: every kill leaves something. */
    public Path scratch() {
        return root.resolve("tmp");
    }

    public Path adminToken() {
        return root.resolve("admin-token");
    }

    /** The first administrator's password, as the first start made it: to be changed at the first login. */
    public Path adminPassword() {
        return root.resolve("admin-password");
    }

    public Path secretKey() {
        return root.resolve("secret-key");
    }

    public Path checkpointKey() {
        return root.resolve("checkpoint-key");
    }

    /** The key that takes over from {@link #checkpointKey}; there while both sign. */
    public Path nextCheckpointKey() {
        return root.resolve("next-checkpoint-key");
    }

    public Path exportKey() {
        return root.resolve("export-key");
    }

    /** The key that seals bundles: PEM. */
    public Path sealKey() {
        return root.resolve("seal-key");
    }

    /** The verifier keys of checkpoints and of exports, one a line; those that were stay. */
    public Path verifierKeys() {
        return root.resolve("log.vkey");
    }

    /** There once the first start is through. */
    public Path ready() {
        return root.resolve("set-up");
    }

    public Path running() {
        return root.resolve(RunningCloud.FILE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (temporary) {
            deleteAll(root);
        }
    }
}
