package io.certtrail.domain.catalogue;

import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Violation;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonPointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One action of the catalogue.
 *
 * @param action its dotted spelling
 * @param resourceType what it happens to, or null for anything
 * @param details what an event must carry; it may carry more
 * @param description one line with the names of details, {@code actor} and {@code resource} in braces
 */
public record ActionDefinition(
        String action,
        Severity severity,
        @Nullable String resourceType,
        List<DetailField> details,
        String description) {
    /** The form of a name that a caller may choose freely, as a regular expression. */
    public static final String CUSTOM_FORM = "custom(\\.[A-Za-z0-9][A-Za-z0-9_-]*)+";

    /** Most characters of a name. */
    public static final int MAX_LENGTH = 200;

    private static final Pattern CUSTOM = Pattern.compile(CUSTOM_FORM);

    public ActionDefinition {
        details = List.copyOf(details);
    }

    /** Whether this is a name that a caller may choose freely, with free details. */
    static boolean isCustom(String action) {
        return action.length() <= MAX_LENGTH && CUSTOM.matcher(action).matches();
    }

    static ActionDefinition custom(String action) {
        return new ActionDefinition(action, Severity.INFO, null, List.of(), action + ": {resource}");
    }

    /** The other spelling: {@code RENEWAL_COMPLETED} for {@code renewal.completed}. */
    public String constant() {
        return action.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether the ledger alone records it, and no caller may. */
    public boolean internal() {
        return action.startsWith("ledger.") || action.startsWith("audit.");
    }

    /** The description of an event whose recorder gives none: one line, at most 1,000 characters. */
    public String describe(Actor actor, Resource resource, Json.Obj given) {
        return DescriptionTemplate.fill(description, actor, resource, given);
    }

    /** What keeps an event with this resource and these details from being recorded; pointers are from the event. */
    public List<Violation> violations(Resource resource, Json.Obj given) {
        List<Violation> violations = new ArrayList<>();
        if (resourceType != null && !resourceType.equals(resource.type())) {
            violations.add(new Violation(
                    "/resource/type",
                    "%s happens to a resource of type %s, found %s"
                            .formatted(action, resourceType, Found.quoted(resource.type()))));
        }
        for (DetailField field : details) {
            Json value = given.members().get(field.name());
            if (value == null) {
                violations.add(new Violation(
                        JsonPointers.member("/details", field.name()),
                        "%s must carry %s: %s"
                                .formatted(action, field.name(), field.type().phrase())));
            } else if (!field.type().accepts(value)) {
                violations.add(new Violation(
                        JsonPointers.member("/details", field.name()),
                        "expected " + field.type().phrase() + ", found " + Found.phrase(value)));
            }
        }
        return violations;
    }
}
