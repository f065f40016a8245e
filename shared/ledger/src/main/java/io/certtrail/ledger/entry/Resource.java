package io.certtrail.ledger.entry;

import org.jspecify.annotations.Nullable;

/** What it was done to. */
public record Resource(String type, String id, @Nullable String name) {}
