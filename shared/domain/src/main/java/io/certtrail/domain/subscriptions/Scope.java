package io.certtrail.domain.subscriptions;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of an account is looked at.
 *
 * @param namePrefix what the names begin with; null for all
 * @param tags that what is looked at has, all of them; none for any
 */
public record Scope(@Nullable String namePrefix, SortedMap<String, String> tags) {
    /** All of an account. */
    public static final Scope ALL = new Scope(null, new TreeMap<>());

    public Scope {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
}
