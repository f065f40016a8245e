package io.certtrail.testkit.searches;

import io.certtrail.domain.searches.SavedSearch;
import io.certtrail.domain.searches.SavedSearches;
import io.certtrail.domain.searches.SearchOwner;
import java.util.ArrayList;
import java.util.List;

/** Saved searches in memory. */
public final class MemorySavedSearches implements SavedSearches {
    private final List<SavedSearch> searches = new ArrayList<>();

    @Override
    public synchronized List<SavedSearch> of(SearchOwner owner) {
        return searches.stream()
                .filter(search -> search.owner().equals(owner))
                .sorted((a, b) -> codePoints(a).compareTo(codePoints(b)))
                .toList();
    }

    /** UTF-32, so that the order is that of the code points, as UTF-8's is. */
    private static String codePoints(SavedSearch search) {
        StringBuilder hex = new StringBuilder();
        search.name().codePoints().forEach(c -> hex.append("%06x".formatted(c)));
        return hex.toString();
    }

    @Override
    public synchronized void put(SavedSearch search) {
        delete(search.owner(), search.name());
        searches.add(search);
    }

    @Override
    public synchronized boolean delete(SearchOwner owner, String name) {
        return searches.removeIf(
                search -> search.owner().equals(owner) && search.name().equals(name));
    }
}
