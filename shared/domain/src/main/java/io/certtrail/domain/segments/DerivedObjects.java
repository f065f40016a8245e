package io.certtrail.domain.segments;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is made of a chain's segments and kept beside them, such as an index. It may be lost at any time and made again;
 * it is deleted with the entries that it is made of. Safe for use by many threads.
 */
public final class DerivedObjects {
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9][a-z0-9-]{0,62})/([0-9]{16})-([0-9]{16})-([A-Za-z0-9._-]{1,128})");

    private final ArchiveStore store;

    public DerivedObjects(ArchiveStore store) {
        this.store = store;
    }

    /**
     * What an object is called.
     *
     * @param kind whose it is: lower-case letters, digits and {@code -}
     * @param fromSeq the first entry it is made of
     * @param toSeq the place after the last one
     * @param tag tells two of the same range apart, such as by a version and the contents it was made of: letters, digits,
     *     {@code .}, {@code _} and {@code -}
     */
    public record Name(String kind, long fromSeq, long toSeq, String tag) {
        /**
         * A name.
         *
         * @throws IllegalArgumentException if it is of another form
         */
        public Name {
            String text = text(kind, fromSeq, toSeq, tag);
            if (fromSeq < 0 || toSeq < fromSeq || !NAME.matcher(text).matches()) {
                throw new IllegalArgumentException("a derived object is named " + NAME + ", found " + text);
            }
        }

        private static String text(String kind, long fromSeq, long toSeq, String tag) {
            return "%s/%016d-%016d-%s".formatted(kind, fromSeq, toSeq, tag);
        }

        String text() {
            return text(kind, fromSeq, toSeq, tag);
        }

        static Optional<Name> parse(String text) {
            Matcher parts = NAME.matcher(text);
            return parts.matches() && Long.parseLong(parts.group(2)) <= Long.parseLong(parts.group(3))
                    ? Optional.of(new Name(
                            parts.group(1),
                            Long.parseLong(parts.group(2)),
                            Long.parseLong(parts.group(3)),
                            parts.group(4)))
                    : Optional.empty();
        }
    }

    /**
     * Writes one that is not there.
     *
     * @return whether it did; if not, one of that name is there, of whatever content
     */
    public boolean putIfAbsent(Origin origin, Name name, byte[] content) {
        return store.putIfAbsent(path(origin, name), content);
    }

    public Optional<byte[]> read(Origin origin, Name name) {
        return store.read(path(origin, name)).map(StoredObject::content);
    }

    /** A part: at most {@code length} bytes (1 or more) from {@code offset} on, fewer where it ends. */
    public Optional<byte[]> read(Origin origin, Name name, long offset, int length) {
        return store.read(path(origin, name), offset, length);
    }

    /** All of a kind, by their first entries; what is there under another name is left out. */
    public List<Name> all(Origin origin, String kind) {
        return names(origin, kind + '/');
    }

    /** All of a chain. */
    public List<Name> all(Origin origin) {
        return names(origin, "");
    }

    private List<Name> names(Origin origin, String kind) {
        String base = SegmentPaths.derived(origin);
        List<Name> names = new ArrayList<>();
        List<ArchiveStore.Listed> some = List.of();
        do {
            some = store.list(base + kind, some.isEmpty() ? "" : some.getLast().path(), ArchiveStore.MOST_AT_ONCE);
            some.forEach(
                    listed -> Name.parse(listed.path().substring(base.length())).ifPresent(names::add));
        } while (some.size() == ArchiveStore.MOST_AT_ONCE);
        return names;
    }

    public void delete(Origin origin, Collection<Name> names) {
        store.delete(names.stream().map(name -> path(origin, name)).toList());
    }

    private static String path(Origin origin, Name name) {
        return SegmentPaths.derived(origin) + name.text();
    }
}
