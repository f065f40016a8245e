package io.certtrail.domain.ocsf;

/** A severity of the schema. */
public record OcsfSeverity(int id, String name) {}
