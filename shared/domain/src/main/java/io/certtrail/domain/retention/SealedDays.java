package io.certtrail.domain.retention;

import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.segments.SealedObject;
import io.certtrail.ledger.checkpoint.Origin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the sealed contents of some days, of all of a tenant's ledgers. Reads no content: a request for 1,000 objects. */
record SealedDays(ArchiveStore archive) {
    /**
     * The objects whose entries are of a day in a range. Paths are in the order of days: so the list begins and ends with
     * it.
     *
     * @param origin one of the tenant's ledgers
     * @param from the first day, or null for all before {@code to}
     * @param to the day after the last one
     */
    List<SealedObject> between(Origin origin, @Nullable LocalDate from, LocalDate to) {
        List<SealedObject> objects = new ArrayList<>();
        String prefix = SealedObject.prefix(origin);
        String after = from == null ? "" : SealedObject.before(origin, from);
        boolean isEnd = false;
        while (!isEnd) {
            List<ArchiveStore.Listed> some = archive.list(prefix, after, ArchiveStore.MOST_AT_ONCE);
            for (ArchiveStore.Listed listed : some) {
                after = listed.path();
                Optional<SealedObject> object = SealedObject.parse(origin, after);
                object.filter(one -> one.day().isBefore(to)).ifPresent(objects::add);
            }
            isEnd = some.size() < ArchiveStore.MOST_AT_ONCE || !SealedObject.isBefore(origin, after, to);
        }
        return objects;
    }
}
