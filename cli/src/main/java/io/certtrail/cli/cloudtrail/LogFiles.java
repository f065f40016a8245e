package io.certtrail.cli.cloudtrail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The CloudTrail files that operands of the command line mean: each file that is named, and in a folder, at any depth,
 * every {@code .json} and {@code .json.gz} in the order of their names, which is that of their times. CloudTrail's own
 * digest files hold no events and are left out.
 *
 * @param files what to read, each once
 * @param digests how many digest files were left out
 * @param bytes size of all files
 */
record LogFiles(List<Path> files, int digests, long bytes) {

    private static final String DIGEST = "CloudTrail-Digest";

    /** @throws IOException when an operand does not exist or a folder can't be read */
    static LogFiles find(List<Path> operands) throws IOException {
        LinkedHashSet<Path> files = new LinkedHashSet<>();
        int digests = 0;
        for (Path operand : operands) {
            List<Path> found = Files.isDirectory(operand) ? inFolder(operand) : List.of(operand);
            for (Path file : found) {
                if (file.getFileName().toString().contains(DIGEST)) {
                    digests++;
                } else {
                    files.add(file);
                }
            }
        }
        return new LogFiles(
                List.copyOf(files),
                digests,
                files.stream().mapToLong(LogFiles::size).sum());
    }

    private static List<Path> inFolder(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        String name = file.getFileName().toString();
                        if (name.endsWith(".json") || name.endsWith(".json.gz")) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                        if (e instanceof FileSystemLoopException) {
                            return FileVisitResult.CONTINUE; // A link to a folder above: what is there is seen already.
                        }
                        throw e;
                    }
                });
        Collections.sort(found);
        return found;
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
