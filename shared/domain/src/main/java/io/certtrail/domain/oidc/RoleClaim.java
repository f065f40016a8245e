package io.certtrail.domain.oidc;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.oidc.JwtException.Reason;
import io.certtrail.ledger.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which role a token's claims give. */
final class RoleClaim {
    private static final int MOST_VALUES = 500;

    /** Claims whose string is a list with spaces between (RFC 6749 §3.3); any other string is one value. */
    private static final Set<String> SPACED = Set.of("scope", "scp");

    private RoleClaim() {}

    /** The first role, in the order that roles are declared in, that any of the claim's values is mapped to. */
    static Role of(Json.Obj claims, String claim, Map<String, Role> roles) {
        Json found = claim.startsWith("/") ? at(claims, claim) : claims.get(claim);
        if (found == null) {
            throw new JwtException(Reason.ROLE, "the token has no claim " + claim + ", which would give its role");
        }
        return values(found, claim).stream()
                .map(roles::get)
                .filter(role -> role != null)
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new JwtException(
                        Reason.ROLE, "no value of the token's claim " + claim + " is mapped to a role"));
    }

    private static List<String> values(Json found, String claim) {
        if (found instanceof Json.Str(String text)) {
            return SPACED.contains(claim) ? List.of(text.split(" ", -1)) : List.of(text);
        }
        if (found instanceof Json.Arr(List<Json> items) && items.size() <= MOST_VALUES) {
            List<String> values = new ArrayList<>();
            for (Json item : items) {
                if (!(item instanceof Json.Str(String text))) {
                    throw new JwtException(Reason.ROLE, "the token's claim " + claim + " holds more than strings");
                }
                values.add(text);
            }
            return values;
        }
        throw new JwtException(
                Reason.ROLE,
                "expected a string, or at most %d of them in a list, as the token's claim %s"
                        .formatted(MOST_VALUES, claim));
    }

    /** What a JSON pointer points at, through objects alone; null if there is nothing. */
    private static @Nullable Json at(Json.Obj claims, String pointer) {
        @Nullable Json here = claims;
        for (String step : pointer.substring(1).split("/", -1)) {
            if (!(here instanceof Json.Obj object)) {
                return null;
            }
            here = object.get(step.replace("~1", "/").replace("~0", "~"));
        }
        return here;
    }
}
