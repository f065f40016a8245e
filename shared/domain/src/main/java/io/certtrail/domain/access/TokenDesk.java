package io.certtrail.domain.access;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.problem.Violation;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes access tokens; that one was made is recorded with it, both or neither. Safe for use by several threads. */
public final class TokenDesk {
    private final AccessTokens tokens;
    private final Catalogue catalogue;
    private final IdSource ids;
    private final Clock clock;
    private final RandomGenerator random;

    /** @param random a cryptographic one */
    public TokenDesk(AccessTokens tokens, Catalogue catalogue, IdSource ids, Clock clock, RandomGenerator random) {
        this.tokens = tokens;
        this.catalogue = catalogue;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A token that was made.
     *
     * @param text what its holder shows; it is kept nowhere
     */
    public record Made(AccessToken token, TokenText text) {}

    /**
     * Makes a token of the caller's tenant.
     *
     * @param client where the caller is
     * @param expires a time to come, or null for never
     * @throws Refusal if the name can't stand in an entry, or the token would have expired already
     */
    public Made make(Principal caller, Client client, String name, Role role, @Nullable Instant expires) {
        Instant now = LedgerTime.of(clock.instant());
        refuse(name, expires, now);
        TokenText text = TokenText.fresh(random);
        AccessToken token = new AccessToken(ids.next(), caller.tenant(), name, role, text.hash(), now, expires);
        tokens.create(token, List.of(created(caller, client, token)));
        return new Made(token, text);
    }

    private static void refuse(String name, @Nullable Instant expires, Instant now) {
        List<Flaw> flaws = new ArrayList<>();
        EntryRules.text("/name", name, flaws);
        if (expires != null && !expires.isAfter(now)) {
            flaws.add(new Flaw("/expiresAt", "expected a time to come, found " + LedgerTime.text(expires)));
        }
        if (!flaws.isEmpty()) {
            throw Refusal.of(
                    Code.INVALID_BODY,
                    flaws.getFirst().toString(),
                    flaws.stream()
                            .map(flaw -> new Violation(flaw.pointer(), flaw.message()))
                            .toList());
        }
    }

    private Event created(Principal caller, Client client, AccessToken token) {
        Instant expires = token.expires();
        Json.Obj details = Json.obj()
                .put("name", token.name())
                .put("role", token.role().text())
                .put("createdBy", caller.actor().name())
                .put("expiresAt", expires == null ? Json.NULL : Json.of(LedgerTime.text(expires)))
                .build();
        return catalogue.event(
                ids.next(),
                token.created(),
                "auth.token.created",
                caller.actor(),
                client,
                new Resource("token", token.id().toString(), token.name()),
                details,
                "");
    }
}
