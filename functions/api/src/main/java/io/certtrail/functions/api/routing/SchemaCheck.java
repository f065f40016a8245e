package io.certtrail.functions.api.routing;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.problem.Violation;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonPointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds a value to a schema and notes everything that is wrong. Not thread-safe. */
public final class SchemaCheck {
    private static final int MAX_VIOLATIONS = 100;

    private final List<Violation> violations = new ArrayList<>();
    private boolean unknownMember;

    /** Everything that is wrong with the value. */
    public static List<Violation> violations(Schema schema, Json value, String pointer) {
        SchemaCheck check = new SchemaCheck();
        check.check(schema, value, pointer);
        return check.violations;
    }

    /**
     * Refuses a body that is not as the schema says.
     *
     * @throws Refusal with everything that is wrong
     */
    static void requireBody(Schema schema, Json body) {
        SchemaCheck check = new SchemaCheck();
        check.check(schema, body, "");
        if (!check.violations.isEmpty()) {
            Violation first = check.violations.getFirst();
            throw Refusal.of(
                    check.unknownMember ? Code.UNKNOWN_MEMBER : Code.INVALID_BODY,
                    (first.pointer().isEmpty() ? "the body" : first.pointer()) + ": " + first.detail(),
                    check.violations);
        }
    }

    private void check(Schema schema, Json value, String pointer) {
        if (violations.size() >= MAX_VIOLATIONS) {
            return;
        }
        switch (schema) {
            case Schema.Text text -> text(text, value, pointer);
            case Schema.Whole whole -> whole(whole, value, pointer);
            case Schema.Flag _ -> {
                if (!(value instanceof Json.Bool)) {
                    note(pointer, "true or false", value);
                }
            }
            case Schema.Choice choice -> {
                if (!(value instanceof Json.Str(String text))
                        || !choice.values().contains(text)) {
                    note(pointer, "one of " + String.join(", ", choice.values()), value);
                }
            }
            case Schema.Name name -> text(Schema.someText("", name.maxLength()), value, pointer);
            case Schema.Items items -> items(items, value, pointer);
            case Schema.Members members -> members(members, value, pointer);
            case Schema.Anything _ -> {}
            case Schema.AnyOf anyOf -> anyOf(anyOf, value, pointer);
            case Schema.OrNull orNull -> {
                if (!(value instanceof Json.Null)) {
                    check(orNull.schema(), value, pointer);
                }
            }
            case Schema.Named named -> check(named.schema(), value, pointer);
        }
    }

    private void anyOf(Schema.AnyOf schema, Json value, String pointer) {
        boolean fits = schema.schemas().stream()
                .anyMatch(one -> violations(one, value, pointer).isEmpty());
        if (!fits) {
            note(pointer, schema.description(), value);
        }
    }

    private void text(Schema.Text schema, Json value, String pointer) {
        if (!(value instanceof Json.Str(String text))) {
            if (Schema.PASSWORD.equals(schema.format())) {
                violations.add(new Violation(pointer, "expected a string, found something else"));
            } else {
                note(pointer, "a string", value);
            }
        } else if (text.length() < schema.minLength() || text.length() > schema.maxLength()) {
            violations.add(new Violation(
                    pointer,
                    "expected a string of %d to %d characters, found one of %d"
                            .formatted(schema.minLength(), schema.maxLength(), text.length())));
        }
    }

    private void whole(Schema.Whole schema, Json value, String pointer) {
        if (!(value instanceof Json.Num(long number)) || number < schema.min() || number > schema.max()) {
            note(pointer, "an integer of %d to %d".formatted(schema.min(), schema.max()), value);
        }
    }

    private void items(Schema.Items schema, Json value, String pointer) {
        if (!(value instanceof Json.Arr(List<Json> items))) {
            note(pointer, "a list", value);
            return;
        }
        if (items.size() < schema.min() || items.size() > schema.max()) {
            violations.add(new Violation(
                    pointer,
                    "expected a list of %d to %d items, found %d".formatted(schema.min(), schema.max(), items.size())));
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            check(schema.of(), items.get(i), JsonPointers.item(pointer, i));
        }
    }

    private void members(Schema.Members schema, Json value, String pointer) {
        if (!(value instanceof Json.Obj(Map<String, Json> members))) {
            note(pointer, "an object", value);
            return;
        }
        schema.members().forEach((name, member) -> {
            Json inner = members.get(name);
            String at = JsonPointers.member(pointer, name);
            if (inner != null) {
                check(member.schema(), inner, at);
            } else if (member.required()) {
                violations.add(new Violation(at, "the member is missing"));
            }
        });
        members.keySet().stream()
                .filter(name -> !schema.open() && !schema.members().containsKey(name))
                .limit(MAX_VIOLATIONS)
                .forEach(name -> {
                    unknownMember = true;
                    violations.add(new Violation(
                            JsonPointers.member(pointer, name),
                            "there is no such member here, expected one of "
                                    + String.join(", ", schema.members().keySet())));
                });
    }

    private void note(String pointer, String expected, Json found) {
        violations.add(new Violation(pointer, "expected " + expected + ", found " + Found.phrase(found)));
    }
}
