package io.certtrail.domain.oidc;

import io.certtrail.domain.oidc.JwtException.Reason;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token's claims must be (RFC 7519 §4.1, RFC 9068 §4, OpenID Connect Core §3.1.3.7), once its signature is known
 * to be the provider's. Stricter than these in three things: {@code exp}, {@code iat} and {@code sub} must be there, a token
 * is too old after {@link #LONGEST_LIFE} whenever it expires, and one that is bound to its sender's key is refused, since
 * nothing here could see that its sender has it.
 */
final class ClaimRules {
    /** How far the provider's clock and ours may be apart. */
    static final Duration LEEWAY = Duration.ofSeconds(60);

    /** How long a token is good for at most. */
    static final Duration LONGEST_LIFE = Duration.ofHours(24);

    static final int MOST_AUDIENCES = 10;

    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_NAME = 100;

    /** Where a name for people is found, the first that is there. */
    private static final List<String> NAMES = List.of("preferred_username", "email", "name", "client_id");

    private ClaimRules() {}

    static Identity check(Json.Obj claims, Provider provider, Instant now) {
        requireIssuerAndAudience(claims, provider);
        refuseOtherKinds(claims);
        refuseOtherParties(claims, provider);
        Instant expires = checkTimes(claims, now);
        String subject = subject(claims);
        return new Identity(
                provider,
                subject,
                name(claims, subject),
                RoleClaim.of(claims, provider.roleClaim(), provider.roles()),
                expires);
    }

    /** Who says to have made the token: not believed before the signature is checked with that issuer's keys. */
    static String issuer(Json.Obj claims) {
        if (claims.get("iss") instanceof Json.Str(String issuer)) {
            return issuer;
        }
        throw new JwtException(Reason.CLAIM, "the token names no issuer (iss)");
    }

    /** Whom the token is for: a string, or a list of them. */
    static List<String> audiences(Json.Obj claims) {
        Json aud = claims.get("aud");
        if (aud instanceof Json.Str(String one)) {
            return List.of(one);
        }
        List<String> audiences = new ArrayList<>();
        if (aud instanceof Json.Arr(List<Json> items) && items.size() <= MOST_AUDIENCES) {
            for (Json item : items) {
                if (item instanceof Json.Str(String text)) {
                    audiences.add(text);
                }
            }
            if (!audiences.isEmpty() && audiences.size() == items.size()) {
                return audiences;
            }
        }
        throw new JwtException(
                Reason.CLAIM, "expected a string, or 1 to %d of them in a list, as aud".formatted(MOST_AUDIENCES));
    }

    private static void requireIssuerAndAudience(Json.Obj claims, Provider provider) {
        if (!issuer(claims).equals(provider.issuer()) || !audiences(claims).contains(provider.audience())) {
            throw new JwtException(Reason.AUDIENCE, "the token is of another issuer, or for another audience");
        }
    }

    private static void refuseOtherKinds(Json.Obj claims) {
        if (claims.has("events")) {
            throw new JwtException(
                    Reason.KIND, "the token tells of events (RFC 8417); expected one that opens something");
        }
        if (claims.has("cnf")) {
            throw new JwtException(
                    Reason.KIND,
                    "the token is bound to a key (cnf), whose proof is not looked at here; use a plain one");
        }
    }

    private static void refuseOtherParties(Json.Obj claims, Provider provider) {
        Set<String> parties = provider.parties();
        if (parties.isEmpty()) {
            if (audiences(claims).size() == 1) {
                return;
            }
            parties = Set.of(provider.audience());
        }
        Json azp = claims.has("azp") ? claims.get("azp") : claims.get("client_id");
        if (!(azp instanceof Json.Str(String party)) || !parties.contains(party)) {
            throw new JwtException(
                    Reason.PARTY,
                    "the token was made for a client (azp, client_id) that may not come with it, or names none");
        }
    }

    private static Instant checkTimes(Json.Obj claims, Instant now) {
        Instant expires = required(claims, "exp");
        Instant issued = required(claims, "iat");
        Instant notBefore = claims.has("nbf") ? required(claims, "nbf") : issued;
        if (!now.isBefore(expires.plus(LEEWAY))) {
            throw new JwtException(Reason.EXPIRED, "the token expired at " + expires);
        }
        Instant begins = notBefore.isAfter(issued) ? notBefore : issued;
        if (now.isBefore(begins.minus(LEEWAY))) {
            throw new JwtException(Reason.EARLY, "the token is not good before " + begins + ", and now it is " + now);
        }
        if (!now.isBefore(issued.plus(LONGEST_LIFE))) {
            throw new JwtException(
                    Reason.OLD,
                    "the token was made at %s; %d hours after that it is too old, whenever it expires"
                            .formatted(issued, LONGEST_LIFE.toHours()));
        }
        return expires;
    }

    /** A NumericDate without a fraction. */
    private static Instant required(Json.Obj claims, String name) {
        if (claims.get(name) instanceof Json.Num(long seconds) && seconds >= 0) {
            return Instant.ofEpochSecond(seconds);
        }
        throw new JwtException(Reason.CLAIM, "expected whole seconds since 1970 as " + name);
    }

    private static String subject(Json.Obj claims) {
        if (claims.get("sub") instanceof Json.Str(String subject)
                && !subject.isBlank()
                && subject.length() <= LONGEST_SUBJECT
                && EntryRules.replaceControls(subject).equals(subject)) {
            return subject;
        }
        throw new JwtException(
                Reason.CLAIM,
                "expected 1 to %d characters, and no control character, as sub".formatted(LONGEST_SUBJECT));
    }

    private static String name(Json.Obj claims, String subject) {
        for (String claim : NAMES) {
            @Nullable Json found = claims.get(claim);
            if (found instanceof Json.Str(String text) && !text.isBlank()) {
                return shortened(EntryRules.replaceControls(text));
            }
        }
        return shortened(subject);
    }

    private static String shortened(String text) {
        int points = text.codePointCount(0, text.length());
        return points <= LONGEST_NAME ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_NAME));
    }
}
