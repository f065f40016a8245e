package io.certtrail.domain.exports;

/**
 * Where it is marked how far an export got.
 *
 * @param key of the mark in the evidence store
 * @param sha256 of the mark, in hex
 */
public record MarkPlace(String key, String sha256) {}
