package io.certtrail.domain.access;

import java.util.Locale;

/** What a route asks of the role of its caller. */
public enum Permission {
    /** Read entries of the ledger, the catalogue and checkpoints. */
    READ_AUDIT,
    /** Record events that happened elsewhere. */
    APPEND_EVENTS,
    /** Make, list and download exports. */
    EXPORT_AUDIT,
    /** Make, change and remove users. */
    MANAGE_USERS,
    /** Make access tokens. */
    MANAGE_TOKENS,
    /** Read settings and subscriptions, without their secrets. */
    READ_SETTINGS,
    /** Change settings, add and remove subscriptions. */
    CHANGE_SETTINGS,
    /** Read the description of the API. */
    READ_DOCUMENTATION;

    /** The name that callers see. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
