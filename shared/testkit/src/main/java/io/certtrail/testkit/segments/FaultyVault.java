package io.certtrail.testkit.segments;

import io.certtrail.domain.retention.Vault;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.testkit.chain.Faults;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A vault with faults between it and who uses it. */
public record FaultyVault(Vault vault, Faults faults) implements Vault {
    @Override
    public boolean locks() {
        return vault.locks();
    }

    @Override
    public List<ArchiveStore.Listed> list(String prefix, String after, int limit) {
        return faults.call("list vault", () -> vault.list(prefix, after, limit));
    }

    @Override
    public Optional<byte[]> read(String path) {
        return faults.call("read vault", () -> vault.read(path));
    }

    @Override
    public void put(String path, byte[] content, Instant until) {
        faults.run("put vault", () -> vault.put(path, content, until));
    }

    @Override
    public Optional<Instant> lockedUntil(String path) {
        return faults.call("lock of vault", () -> vault.lockedUntil(path));
    }

    @Override
    public void delete(Collection<String> paths) {
        faults.run("delete vault", () -> vault.delete(paths));
    }
}
