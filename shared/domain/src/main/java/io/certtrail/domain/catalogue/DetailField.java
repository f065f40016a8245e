package io.certtrail.domain.catalogue;

/** A member that the details of an event must carry. */
public record DetailField(String name, DetailType type) {}
