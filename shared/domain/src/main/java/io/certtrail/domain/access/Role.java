package io.certtrail.domain.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody is here for. */
public enum Role {
    /** May do everything. */
    ADMIN,
    /** Runs jobs and handles alerts. */
    OPERATOR,
    /** Reads everything and verifies. */
    AUDITOR,
    /** Reads all but exports and users. */
    VIEWER,
    /** A deployment agent: its own tasks alone. */
    AGENT,
    /** Appends events and nothing else. */
    INGEST;

    public boolean may(Permission permission) {
        return switch (permission) {
            case READ_AUDIT, READ_SETTINGS -> this == ADMIN || this == OPERATOR || this == AUDITOR || this == VIEWER;
            case APPEND_EVENTS -> this == ADMIN || this == INGEST;
            case EXPORT_AUDIT, MANAGE_USERS, MANAGE_TOKENS, CHANGE_SETTINGS -> this == ADMIN;
            case READ_DOCUMENTATION -> true;
        };
    }

    /** The name that callers see: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> parse(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
