package io.certtrail.domain.searches;

import java.time.Instant;

/**
 * A search that somebody keeps.
 *
 * @param owner whose it is
 * @param name different for each of the owner's
 * @param query the query string of its address, percent-encoded: all that a search is
 * @param saved when, in whole milliseconds
 */
public record SavedSearch(SearchOwner owner, String name, String query, Instant saved) {}
