package io.certtrail.cli.publishedlog;

import io.certtrail.ledger.published.Scratch;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Scratch room in a file of the temporary folder, of which nothing is left. */
public final class ScratchFile implements Scratch {
    @Override
    public SeekableByteChannel open() throws IOException {
        Path file = Files.createTempFile("certtrail-verify", ".tmp");
        return Files.newByteChannel(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }
}
