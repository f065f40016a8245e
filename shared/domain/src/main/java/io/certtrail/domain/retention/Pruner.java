package io.certtrail.domain.retention;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.ids.DerivedId;
import io.certtrail.domain.retention.VaultPaths.Vaulted;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.DerivedObjects;
import io.certtrail.domain.segments.PrunedMark;
import io.certtrail.domain.segments.PrunedMarks;
import io.certtrail.domain.segments.SealedObject;
import io.certtrail.domain.segments.Segment;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Drops the contents of the segments that have expired, of all of a tenant's ledgers. First those that are to be archived
 * are copied into the vault and read back, and {@code audit.archived} is recorded; then that they are dropped ({@code
 * audit.pruned}); then how far is noted ({@link PrunedMark}); then what was made of them goes, then they. Ids are derived
 * from the stretch that is dropped: killed anywhere and begun again, or run twice at once, it records the same stretch once;
 * killed between the objects of one, it tells of the rest of it again. Nothing goes that was not told of.
 * Manifests, tiles and checkpoints stay: what was there, and that the rest is as it was, can be shown for ever. What lies
 * in the vault is dropped in its turn, and told of too. Safe for use by many threads.
 */
public final class Pruner {
    private static final Actor ACTOR = new Actor(Actor.Type.SYSTEM, "retention", "CertTrail retention");
    private static final String ARCHIVED = "audit.archived";

    private final ArchiveStore archive;
    private final SealedDays days;
    private final DerivedObjects derived;
    private final PrunedMarks marks;
    private final Archiver archiver;
    private final Retentions retentions;
    private final Outbox outbox;
    private final Catalogue catalogue;
    private final Clock clock;

    public Pruner(
            ArchiveStore archive, Vault vault, Retentions retentions, Outbox outbox, Catalogue catalogue, Clock clock) {
        this.archive = archive;
        this.days = new SealedDays(archive);
        this.derived = new DerivedObjects(archive);
        this.marks = new PrunedMarks(archive);
        this.archiver = new Archiver(archive, vault);
        this.retentions = retentions;
        this.outbox = outbox;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Entries of one ledger that were dropped, half open. */
    public record Pruned(Origin origin, long fromSeq, long toSeq) {}

    /**
     * Drops what has expired now. What can't be archived stays where it is, and the rest is dropped.
     *
     * @param origin one of the tenant's ledgers: those of the same name and tenant are meant
     * @throws RuntimeException after all was done that could be, if something could not be archived
     */
    public List<Pruned> prune(Origin origin) {
        Instant now = clock.instant();
        Retention retention = retentions.of(origin.tenant());
        List<Pruned> all = new ArrayList<>();
        List<RuntimeException> failed = new ArrayList<>();
        byLedger(days.between(origin, null, retention.firstDay(now)), SealedObject::origin)
                .forEach((ledger, objects) -> {
                    for (List<SealedObject> run : archived(objects, retention, now, failed)) {
                        Pruned pruned = pruned(ledger, run);
                        PrunedMark mark = mark(pruned, run);
                        record(PrunedMark.ACTION, mark.entryId(ledger), pruned, retention.policy(), now);
                        marks.raise(ledger, mark);
                        drop(pruned, run);
                        all.add(pruned);
                    }
                });
        dropFromVault(origin, retention, now);
        throwAny(failed);
        return all;
    }

    private static <T> Map<Origin, List<T>> byLedger(List<T> all, Function<T, Origin> ledger) {
        return all.stream()
                .collect(Collectors.groupingBy(
                        ledger,
                        () -> new TreeMap<>(Comparator.comparingInt(Origin::incarnation)),
                        Collectors.toList()));
    }

    private static Pruned pruned(Origin ledger, List<SealedObject> run) {
        return new Pruned(
                ledger,
                run.stream().mapToLong(SealedObject::fromSeq).min().orElseThrow(),
                run.stream().mapToLong(SealedObject::toSeq).max().orElseThrow());
    }

    private static PrunedMark mark(Pruned pruned, List<SealedObject> run) {
        LocalDate lastDay =
                run.stream().map(SealedObject::day).max(LocalDate::compareTo).orElseThrow();
        return new PrunedMark(pruned.fromSeq(), pruned.toSeq(), lastDay.plusDays(1));
    }

    private static void throwAny(List<RuntimeException> failed) {
        if (!failed.isEmpty()) {
            RuntimeException first = failed.getFirst();
            failed.subList(1, failed.size()).forEach(first::addSuppressed);
            throw first;
        }
    }

    /** Archives what is to be, and tells of it; gives what may be dropped, in stretches with nothing between that may not. */
    private List<List<SealedObject>> archived(
            List<SealedObject> objects, Retention retention, Instant now, List<RuntimeException> failed) {
        List<List<SealedObject>> runs = new ArrayList<>();
        List<SealedObject> run = new ArrayList<>();
        List<SealedObject> copied = new ArrayList<>();
        for (SealedObject object : objects) {
            try {
                if (isToBeArchived(object, retention, now)) {
                    archiver.copy(object, retention.archivedUntil(object.day()));
                    copied.add(object);
                }
                run.add(object);
            } catch (RuntimeException e) {
                failed.add(e);
                end(run, copied, runs, retention, now);
                run = new ArrayList<>();
                copied = new ArrayList<>();
            }
        }
        end(run, copied, runs, retention, now);
        return runs;
    }

    /** What is older than the months already, as after a legal hold, is not archived. */
    private static boolean isToBeArchived(SealedObject object, Retention retention, Instant now) {
        return retention.archiveMonths() > 0
                && retention.archivedUntil(object.day()).isAfter(Segment.day(now));
    }

    private void end(
            List<SealedObject> run,
            List<SealedObject> copied,
            List<List<SealedObject>> runs,
            Retention retention,
            Instant now) {
        if (!copied.isEmpty()) {
            Pruned range = pruned(copied.getFirst().origin(), copied);
            record(ARCHIVED, id(range, ARCHIVED), range, retention.policy(), now);
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
    }

    private static UUID id(Pruned range, String what) {
        return DerivedId.of(
                range.origin().text(), what, String.valueOf(range.fromSeq()), String.valueOf(range.toSeq()));
    }

    private void record(String action, UUID id, Pruned range, String policy, Instant now) {
        String origin = range.origin().text();
        outbox.record(
                range.origin().tenant(),
                List.of(catalogue.event(
                        id,
                        now,
                        action,
                        ACTOR,
                        Client.NONE,
                        new Resource("ledger", origin, null),
                        Json.obj()
                                .put("fromSeq", range.fromSeq())
                                .put("toSeq", range.toSeq())
                                .put("policy", policy)
                                .build(),
                        "")));
    }

    private void drop(Pruned pruned, List<SealedObject> objects) {
        List<DerivedObjects.Name> names = derived.all(pruned.origin()).stream()
                .filter(name -> name.fromSeq() < pruned.toSeq() && name.toSeq() > pruned.fromSeq())
                .toList();
        if (!names.isEmpty()) {
            derived.delete(pruned.origin(), names);
        }
        archive.delete(objects.stream().map(SealedObject::path).toList());
    }

    /** The same entry again, of what had been archived: from then on it is nowhere. */
    private void dropFromVault(Origin origin, Retention retention, Instant now) {
        byLedger(
                        archiver.over(origin, retention, now),
                        vaulted -> vaulted.segment().origin())
                .forEach((ledger, over) -> {
                    for (List<Vaulted> run : runs(over)) {
                        Pruned range = new Pruned(
                                ledger,
                                run.getFirst().segment().fromSeq(),
                                run.getLast().segment().toSeq());
                        LocalDate until = run.stream()
                                .map(Vaulted::until)
                                .max(LocalDate::compareTo)
                                .orElseThrow();
                        UUID id = id(range, PrunedMark.ACTION + " in the vault");
                        record(PrunedMark.ACTION, id, range, "archived until " + until.minusDays(1), now);
                        archiver.delete(run);
                    }
                });
    }

    /** By place, in stretches without a gap: what lies between two may stay for longer. */
    private static List<List<Vaulted>> runs(List<Vaulted> over) {
        List<List<Vaulted>> runs = new ArrayList<>();
        long next = -1;
        for (Vaulted one : over.stream()
                .sorted(Comparator.comparingLong(vaulted -> vaulted.segment().fromSeq()))
                .toList()) {
            if (one.segment().fromSeq() > next) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(one);
            next = one.segment().toSeq();
        }
        return runs;
    }
}
