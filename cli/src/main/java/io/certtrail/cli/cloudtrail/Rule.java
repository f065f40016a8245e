package io.certtrail.cli.cloudtrail;

import io.certtrail.ledger.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the mapping: which records mean the same as an action of the catalogue. A rule that does not name errors
 * takes only what succeeded.
 *
 * @param source {@code eventSource}, or {@code *}
 * @param event {@code eventName}, or {@code *}
 * @param when JSON pointers into the record and the texts of which each must hold one
 * @param error whether a record with an {@code errorCode} may be meant although {@code when} names none
 * @param resource {@code type}, {@code id} and perhaps {@code name}: a {@link Template}
 * @param details what the catalogue asks for: a {@link Template}
 * @param description a {@link Template}, where the catalogue's own sentence does not fit
 * @param why what both have in common, for the documentation
 */
record Rule(
        String source,
        String event,
        Map<String, List<String>> when,
        boolean error,
        String action,
        Json.Obj resource,
        Json.Obj details,
        Optional<String> description,
        String why) {

    private static final String ANY = "*";
    private static final String ERROR_CODE = "/errorCode";

    boolean takes(CloudTrailRecord trail) {
        boolean errorFits =
                error || when.containsKey(ERROR_CODE) || trail.errorCode().isEmpty();
        return errorFits
                && (source.equals(ANY) || source.equals(trail.source()))
                && (event.equals(ANY) || event.equals(trail.name()))
                && when.entrySet().stream()
                        .allMatch(condition -> trail.text(condition.getKey())
                                .map(condition.getValue()::contains)
                                .orElse(false));
    }
}
