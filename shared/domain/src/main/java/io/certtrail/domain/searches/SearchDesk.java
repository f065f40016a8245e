package io.certtrail.domain.searches;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Flaw;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Keeps each one's own searches. Safe for use by several threads. */
public final class SearchDesk {
    /** How many searches one owner may keep. */
    public static final int MOST = 100;

    /** How long a name may be, in UTF-16 code units. */
    public static final int MAX_NAME = 100;

    private final SavedSearches searches;
    private final Clock clock;

    public SearchDesk(SavedSearches searches, Clock clock) {
        this.searches = searches;
        this.clock = clock;
    }

    /** The owner's searches, by name. */
    public List<SavedSearch> all(SearchOwner owner) {
        return searches.of(owner);
    }

    /**
     * Keeps a search, in the place of the one of that name.
     *
     * @param query known to be one
     * @throws Refusal if the name has control characters, or the owner has {@value #MOST} others
     */
    public SavedSearch save(SearchOwner owner, String name, String query) {
        List<Flaw> flaws = new ArrayList<>();
        EntryRules.text("/name", name, flaws);
        if (!flaws.isEmpty()) {
            throw Refusal.at(Code.INVALID_PARAMETER, "/name", flaws.getFirst().message());
        }
        long others = searches.of(owner).stream()
                .filter(search -> !search.name().equals(name))
                .count();
        if (others >= MOST) {
            throw Refusal.at(
                    Code.INVALID_PARAMETER,
                    "/name",
                    "expected at most %d saved searches; remove one first".formatted(MOST));
        }
        SavedSearch search = new SavedSearch(owner, name, query, LedgerTime.of(clock.instant()));
        searches.put(search);
        return search;
    }

    /**
     * Forgets a search.
     *
     * @throws Refusal if there is none of that name
     */
    public void remove(SearchOwner owner, String name) {
        if (!searches.delete(owner, name)) {
            throw Refusal.of(Code.NOT_FOUND, "no search of yours has this name");
        }
    }
}
