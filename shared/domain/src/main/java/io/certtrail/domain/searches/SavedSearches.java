package io.certtrail.domain.searches;

import java.util.List;

/** Keeps searches. Safe for use by several threads. */
public interface SavedSearches {
    /** All of one owner, by their names in the order of their code points. */
    List<SavedSearch> of(SearchOwner owner);

    /** Keeps a search, in the place of the owner's one of that name. */
    void put(SavedSearch search);

    /**
     * Forgets a search.
     *
     * @return whether there was one of that name
     */
    boolean delete(SearchOwner owner, String name);
}
