package io.certtrail.testkit.searches;

import io.certtrail.domain.searches.SavedSearches;

class MemorySavedSearchesTest extends SavedSearchesContract {
    private final SavedSearches searches = new MemorySavedSearches();

    @Override
    protected SavedSearches searches() {
        return searches;
    }
}
