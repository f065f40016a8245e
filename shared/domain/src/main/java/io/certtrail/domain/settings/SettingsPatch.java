package io.certtrail.domain.settings;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.problem.Violation;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonPointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts changes upon what is set, and notes everything that is wrong with them. Not thread-safe: one patch, one object. */
final class SettingsPatch {
    private static final List<String> PROVIDER = List.of("oidc.issuer", "oidc.audience");
    private static final String KEYS = "oidc.jwksUri";

    private final TenantSettings before;
    private final SecretSeal seal;
    private final List<Violation> violations = new ArrayList<>();

    SettingsPatch(TenantSettings before, SecretSeal seal) {
        this.before = before;
        this.seal = seal;
    }

    /**
     * What is set after the changes.
     *
     * @param changes by key; null of JSON for the default
     * @throws Refusal with everything that is wrong
     */
    SortedMap<String, Json> apply(Map<String, Json> changes) {
        SortedMap<String, Json> values = new TreeMap<>(before.stored().values());
        changes.forEach((key, value) -> {
            String pointer = JsonPointers.member("", key);
            before.catalogue()
                    .find(key)
                    .ifPresentOrElse(
                            setting -> put(setting, value, pointer, values),
                            () -> violations.add(new Violation(pointer, "there is no setting of this name")));
        });
        refuseHalfAProvider(changes, values);
        if (!violations.isEmpty()) {
            Violation first = violations.getFirst();
            throw Refusal.of(Code.INVALID_BODY, first.pointer() + ": " + first.detail(), violations);
        }
        return values;
    }

    private void put(Setting setting, Json value, String pointer, SortedMap<String, Json> values) {
        if (value instanceof Json.Null) {
            values.remove(setting.key());
            return;
        }
        List<Violation> wrong = setting.type().violations(value, pointer);
        if (!wrong.isEmpty()) {
            violations.addAll(wrong);
        } else if (setting.secret()) {
            String tenant = before.stored().tenant();
            values.put(
                    setting.key(), ChannelJson.kept(value, before.value(setting), seal, tenant, pointer, violations));
        } else {
            values.put(setting.key(), value);
        }
    }

    /** A provider of which only some is set would let nobody in, and nobody know why. */
    private void refuseHalfAProvider(Map<String, Json> changes, Map<String, Json> values) {
        List<String> missing =
                PROVIDER.stream().filter(key -> !values.containsKey(key)).toList();
        boolean whole = missing.isEmpty() || (missing.size() == PROVIDER.size() && !values.containsKey(KEYS));
        if (whole) {
            return;
        }
        String detail = "expected %s together, and %s only with them, found none of %s"
                .formatted(String.join(" and ", PROVIDER), KEYS, String.join(", ", missing));
        Stream.of(
                        PROVIDER.stream().filter(changes::containsKey),
                        Stream.of(KEYS).filter(changes::containsKey),
                        missing.stream())
                .flatMap(keys -> keys)
                .findFirst()
                .ifPresent(key -> violations.add(new Violation(JsonPointers.member("", key), detail)));
    }
}
