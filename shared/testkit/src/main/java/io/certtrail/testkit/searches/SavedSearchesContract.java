package io.certtrail.testkit.searches;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.searches.SavedSearch;
import io.certtrail.domain.searches.SavedSearches;
import io.certtrail.domain.searches.SearchOwner;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every store of saved searches keeps. */
public abstract class SavedSearchesContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final SearchOwner ADA = new SearchOwner("default", "user:ada");

    /** An empty store; the same one throughout a test. */
    protected abstract SavedSearches searches();

    @Test
    void areThereByNameAndOnlyForTheirOwner() {
        for (String name : new String[] {"b", "\uFFFD", "a b", "\uD83D\uDD11", "é"}) {
            searches().put(search(ADA, name, "q=1"));
        }
        searches().put(search(new SearchOwner("default", "user:eve"), "a", "q=2"));
        searches().put(search(new SearchOwner("other", "user:ada"), "a", "q=3"));

        assertThat(searches().of(ADA).stream().map(SavedSearch::name))
                .containsExactly("a b", "b", "é", "\uFFFD", "\uD83D\uDD11");
        assertThat(searches().of(ADA).getFirst()).isEqualTo(search(ADA, "a b", "q=1"));
        assertThat(searches().of(new SearchOwner("other", "user:ada")))
                .containsExactly(search(new SearchOwner("other", "user:ada"), "a", "q=3"));
    }

    @Test
    void oneOfTheSameNameTakesThePlace() {
        searches().put(search(ADA, "mine", "q=1"));
        searches().put(search(ADA, "mine", ""));

        assertThat(searches().of(ADA)).containsExactly(search(ADA, "mine", ""));
    }

    @Test
    void whatIsDeletedIsGone() {
        searches().put(search(ADA, "mine", "q=1"));

        assertThat(searches().delete(new SearchOwner("default", "user:eve"), "mine"))
                .isFalse();
        assertThat(searches().delete(ADA, "mine")).isTrue();
        assertThat(searches().delete(ADA, "mine")).isFalse();
        assertThat(searches().of(ADA)).isEmpty();
    }

    private static SavedSearch search(SearchOwner owner, String name, String query) {
        return new SavedSearch(owner, name, query, NOW);
    }
}
