package io.certtrail.domain.ocsf;

/**
 * A class of events of the schema, with its category.
 *
 * @param uid its number, with the category's before the last three digits
 */
public record OcsfClass(int uid, String name, int categoryUid, String categoryName) {}
