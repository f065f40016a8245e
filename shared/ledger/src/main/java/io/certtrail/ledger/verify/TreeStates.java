package io.certtrail.ledger.verify;

import io.certtrail.ledger.merkle.Hash;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Notes the roots that the log's tree had at some sizes, as an export and its proof show them; they are worth something only
 * when the export is verified. A root can be seen where the export's range begins, within it, and where it ends. For one
 * verification; not thread-safe.
 */
public final class TreeStates {
    private final Set<Long> wanted;
    private final Map<Long, Hash> roots = new HashMap<>();

    /** @param sizes the sizes at which the root is wanted */
    public TreeStates(Collection<Long> sizes) {
        wanted = Set.copyOf(sizes);
    }

    /** The root of the tree's first {@code size} leaves, if it was wanted and seen. */
    public Optional<Hash> root(long size) {
        return Optional.ofNullable(roots.get(size));
    }

    void at(long size, Supplier<Hash> root) {
        if (wanted.contains(size)) {
            roots.put(size, root.get());
        }
    }
}
