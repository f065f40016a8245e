package io.certtrail.domain.settings;

/** What hashing a password costs (Argon2id, RFC 9106 §3.1: m, t and p). */
public record Argon2Parameters(int memoryKiB, int iterations, int parallelism) {}
