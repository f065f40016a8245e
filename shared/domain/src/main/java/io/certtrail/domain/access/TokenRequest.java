package io.certtrail.domain.access;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Flaw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token that somebody wants.
 *
 * @param actionPrefixes what the actions of the events that it records must begin with; empty for any
 * @param expires a time to come, or null for never
 */
public record TokenRequest(
        String name,
        Role role,
        List<String> actionPrefixes,
        @Nullable Instant expires) {
    /** Most prefixes of one token. */
    public static final int MOST_PREFIXES = 20;

    /** What a prefix may be made of. */
    public static final String PREFIX_FORM = "[a-z][a-z0-9_.]{0,63}";

    private static final Pattern PREFIX = Pattern.compile(PREFIX_FORM);
    private static final String FREE = "custom.";

    public TokenRequest {
        actionPrefixes = List.copyOf(actionPrefixes);
    }

    /** One for any action. */
    public TokenRequest(String name, Role role, @Nullable Instant expires) {
        this(name, role, List.of(), expires);
    }

    List<Flaw> flaws(Catalogue catalogue, Instant now) {
        List<Flaw> flaws = new ArrayList<>();
        EntryRules.text("/name", name, flaws);
        if (expires != null && !expires.isAfter(now)) {
            flaws.add(new Flaw("/expiresAt", "expected a time to come, found " + LedgerTime.text(expires)));
        }
        if (!actionPrefixes.isEmpty() && role != Role.INGEST) {
            flaws.add(new Flaw(
                    "/actions", "only a token of the role ingest is held to actions, found the role " + role.text()));
        }
        for (int i = 0; i < actionPrefixes.size(); i++) {
            if (!begins(actionPrefixes.get(i), catalogue)) {
                flaws.add(new Flaw(
                        "/actions/" + i,
                        "expected what some action begins with, such as rotation. or custom.mine., found nothing's"));
            }
        }
        return flaws;
    }

    private static boolean begins(String prefix, Catalogue catalogue) {
        return PREFIX.matcher(prefix).matches()
                && (prefix.startsWith(FREE)
                        || FREE.startsWith(prefix)
                        || catalogue.actions().stream()
                                .anyMatch(action -> action.action().startsWith(prefix)));
    }
}
