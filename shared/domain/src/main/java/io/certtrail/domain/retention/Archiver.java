package io.certtrail.domain.retention;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.retention.VaultPaths.Vaulted;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.Manifest;
import io.certtrail.domain.segments.SealedObject;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentFault;
import io.certtrail.domain.segments.SegmentFault.Kind;
import io.certtrail.domain.segments.SegmentPaths;
import io.certtrail.domain.segments.Segments;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Hash;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies sealed segments into the vault and reads them back; finds those there whose months are over. Repeatable, killed
 * anywhere: what is there and locked long enough is not written again. Safe for use by many threads.
 */
final class Archiver {
    private final ArchiveStore archive;
    private final Segments segments;
    private final Vault vault;

    Archiver(ArchiveStore archive, Vault vault) {
        this.archive = archive;
        this.segments = new Segments(archive);
        this.vault = vault;
    }

    /**
     * Copies a segment: its manifest, by which it is found when its months are over, then its object.
     *
     * @param until the first day on which it may be deleted
     * @throws SegmentFault if it is not as it was sealed
     * @throws IllegalStateException if the vault does not hold it afterwards, or not long enough
     */
    void copy(SealedObject object, LocalDate until) {
        Segment segment = segment(object);
        Manifest manifest = segments.manifest(segment);
        byte[] content = read(segment, object.path());
        Hash found = Hash.sha256(content);
        if (!manifest.path().equals(object.path()) || !found.equals(manifest.sha256())) {
            throw new SegmentFault(
                    segment.origin(),
                    Kind.OTHER_CONTENT,
                    object.path(),
                    manifest.sha256().hex(),
                    found.hex());
        }
        Instant end = until.atStartOfDay(ZoneOffset.UTC).toInstant();
        hold(VaultPaths.manifest(segment, until), read(segment, SegmentPaths.manifest(segment)), end);
        hold(object.path(), content, end);
    }

    private Segment segment(SealedObject object) {
        return segments.from(object.origin(), object.fromSeq()).stream()
                .limit(1)
                .filter(segment -> segment.fromSeq() == object.fromSeq() && segment.toSeq() == object.toSeq())
                .findFirst()
                .orElseThrow(() -> new SegmentFault(
                        object.origin(), Kind.MISSING, object.path(), "the manifest of its entries", "none"));
    }

    private byte[] read(Segment segment, String path) {
        return archive.read(path)
                .map(StoredObject::content)
                .orElseThrow(() -> new SegmentFault(
                        segment.origin(), Kind.MISSING, path, "the object of a sealed segment", "nothing"));
    }

    private void hold(String path, byte[] content, Instant until) {
        Hash wanted = Hash.sha256(content);
        if (holds(path, wanted, until)) {
            return;
        }
        vault.put(path, content, until);
        if (!holds(path, wanted, until)) {
            throw new IllegalStateException(
                    "%s: expected it in the vault with the SHA-256 %s, locked until %s; found %s, locked until %s"
                            .formatted(
                                    path,
                                    wanted.hex(),
                                    until,
                                    vault.read(path)
                                            .map(found -> Hash.sha256(found).hex())
                                            .orElse("nothing"),
                                    vault.lockedUntil(path)
                                            .map(Instant::toString)
                                            .orElse("no time")));
        }
    }

    private boolean holds(String path, Hash wanted, Instant until) {
        Optional<Hash> there = vault.read(path).map(Hash::sha256);
        return there.filter(wanted::equals).isPresent()
                && (!vault.locks()
                        || vault.lockedUntil(path)
                                .filter(end -> !end.isBefore(until))
                                .isPresent());
    }

    /**
     * What lies in the vault and is to go: its lock is over, and what is set now keeps it no longer. By ledger and place.
     *
     * @param origin one of the tenant's ledgers
     */
    List<Vaulted> over(Origin origin, Retention retention, Instant now) {
        LocalDate today = Segment.day(now);
        List<Vaulted> over = new ArrayList<>();
        String prefix = VaultPaths.manifests(origin);
        String after = "";
        boolean isEnd = false;
        while (!isEnd) {
            List<ArchiveStore.Listed> some = vault.list(prefix, after, ArchiveStore.MOST_AT_ONCE);
            for (ArchiveStore.Listed listed : some) {
                after = listed.path();
                VaultPaths.parse(origin, after)
                        .filter(vaulted -> isOver(vaulted, retention, today, now))
                        .ifPresent(over::add);
            }
            isEnd = some.size() < ArchiveStore.MOST_AT_ONCE || after.compareTo(prefix + "until=" + today + "0") > 0;
        }
        return over;
    }

    private boolean isOver(Vaulted vaulted, Retention retention, LocalDate today, Instant now) {
        LocalDate day = vaulted.segment().day();
        return !vaulted.until().isAfter(today)
                && !retention.archivedUntil(day).isAfter(today)
                && !retention.isHeld(day)
                && vault.lockedUntil(vaulted.object()).filter(now::isBefore).isEmpty()
                && vault.lockedUntil(vaulted.manifest()).filter(now::isBefore).isEmpty();
    }

    /** Whether its object lies there: not if copying or deleting it was cut short. */
    boolean isThere(Vaulted vaulted) {
        return vault.read(vaulted.object()).isPresent();
    }

    /** Objects first: a manifest finds its object if this is cut short. */
    void delete(List<Vaulted> over) {
        vault.delete(over.stream().map(Vaulted::object).distinct().toList());
        vault.delete(over.stream().map(Vaulted::manifest).toList());
    }
}
