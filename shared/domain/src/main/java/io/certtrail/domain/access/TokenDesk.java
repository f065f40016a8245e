package io.certtrail.domain.access;

import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.problem.Violation;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes and revokes access tokens; that one was made or revoked is recorded with it, both or neither. Safe for use by
 * several threads.
 */
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
     * @throws Refusal if the name can't stand in an entry, the token would have expired already, or it is held to what
     *     no action begins with
     */
    public Made make(Principal caller, Client client, TokenRequest request) {
        Instant now = LedgerTime.of(clock.instant());
        refuse(request.flaws(catalogue, now));
        TokenText text = TokenText.fresh(random);
        AccessToken token = new AccessToken(
                ids.next(),
                caller.tenant(),
                request.name(),
                request.role(),
                text.hash(),
                request.actionPrefixes(),
                now,
                request.expires(),
                null,
                null);
        tokens.create(token, List.of(event("auth.token.created", "createdBy", caller, client, token, now)));
        return new Made(token, text);
    }

    /** Some of the tokens of the caller's tenant, newest first; see {@link AccessTokens#page}. */
    public TokenPage page(Principal caller, @Nullable UUID before, int limit) {
        return tokens.page(caller.tenant(), before, limit);
    }

    /**
     * Revokes a token of the caller's tenant; its own as well. One that is revoked already stays so, and nothing is
     * recorded again.
     *
     * @param id empty if what the caller gave is no id at all
     * @throws Refusal if the tenant has no such token
     */
    public void revoke(Principal caller, Client client, Optional<UUID> id) {
        AccessToken token = id.flatMap(known -> tokens.byId(caller.tenant(), known))
                .orElseThrow(() -> Refusal.of(Code.NOT_FOUND, "there is no token with this id"));
        if (token.revoked() != null) {
            return;
        }
        Instant now = LedgerTime.of(clock.instant());
        boolean _ = tokens.revoke(
                token, now, List.of(event("auth.token.revoked", "revokedBy", caller, client, token, now)));
    }

    private static void refuse(List<Flaw> flaws) {
        if (!flaws.isEmpty()) {
            throw Refusal.of(
                    Code.INVALID_BODY,
                    flaws.getFirst().toString(),
                    flaws.stream()
                            .map(flaw -> new Violation(flaw.pointer(), flaw.message()))
                            .toList());
        }
    }

    private Event event(String action, String by, Principal caller, Client client, AccessToken token, Instant at) {
        Instant expires = token.expires();
        Json.ObjBuilder details = Json.obj()
                .put("name", token.name())
                .put("role", token.role().text())
                .put(by, caller.actor().name())
                .put("expiresAt", expires == null ? Json.NULL : Json.of(LedgerTime.text(expires)));
        if (!token.actionPrefixes().isEmpty()) {
            details.put(
                    "actions",
                    new Json.Arr(token.actionPrefixes().stream()
                            .<Json>map(Json.Str::new)
                            .toList()));
        }
        return catalogue.event(
                ids.next(),
                at,
                action,
                caller.actor(),
                client,
                new Resource("token", token.id().toString(), token.name()),
                details.build(),
                "");
    }
}
