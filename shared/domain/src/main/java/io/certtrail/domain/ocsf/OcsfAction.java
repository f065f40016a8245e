package io.certtrail.domain.ocsf;

import org.jspecify.annotations.Nullable;

/**
 * What an action of the catalogue is in the schema.
 *
 * @param activityId one of the class's activities, or 99 for one that only {@code activityName} says
 * @param status how it ended, or null where nothing was to end
 */
public record OcsfAction(
        OcsfClass type,
        int activityId,
        String activityName,
        @Nullable Status status) {
    /** How it ended: one of the class's statuses, or 99 for one that only its name says. */
    public record Status(int id, String name) {}

    /** The number of class and activity together. */
    public long typeUid() {
        return type.uid() * 100L + activityId;
    }
}
