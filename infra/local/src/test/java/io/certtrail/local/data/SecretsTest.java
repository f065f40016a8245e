package io.certtrail.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.checkpoint.VerifierKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final Origin ORIGIN = new Origin("certtrail.local", "default", 1);

    @Test
    void theyAreMadeOnceAndTheirOwnerAloneReadsThem(@TempDir Path parent) throws Exception {
        try (DataFolder data = DataFolder.open(parent.resolve("data"), false)) {
            List<Path> files = List.of(
                    data.adminToken(), data.secretKey(), data.checkpointKey(), data.exportKey(), data.verifierKeys());
            new Secrets(data, new SecureRandom()).complete(ORIGIN);
            Map<Path, String> first = contents(files);
            new Secrets(data, new SecureRandom()).complete(ORIGIN);

            assertThat(contents(files)).isEqualTo(first);
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void theVerifierKeysNameCheckpointsAndExports(@TempDir Path parent) throws Exception {
        try (DataFolder data = DataFolder.open(parent.resolve("data"), false)) {
            new Secrets(data, new SecureRandom()).complete(ORIGIN);

            assertThat(Files.readAllLines(data.verifierKeys()))
                    .extracting(line -> VerifierKey.parse(line).name())
                    .containsExactly("certtrail.local/default/1", "certtrail.local/default/1/exports");
        }
    }

    private static Map<Path, String> contents(List<Path> files) throws Exception {
        Map<Path, String> contents = new HashMap<>();
        for (Path file : files) {
            contents.put(file, Files.readString(file));
        }
        return contents;
    }
}
