package io.certtrail.functions.api.access;

import io.certtrail.domain.access.Credential;
import io.certtrail.domain.access.CredentialId;
import io.certtrail.domain.access.Principal;
import io.certtrail.domain.access.Resolution;
import io.certtrail.domain.access.Role;
import io.certtrail.ledger.entry.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the authorizer knows of a caller, as the texts that API Gateway hands on to the API's function
 * ({@code requestContext.authorizer.lambda}): who, or why nobody.
 */
final class CallerContext {
    private static final String VERSION = "1";
    private static final String KNOWN = "known";
    private static final String REFUSED = "refused";

    private CallerContext() {}

    /**
     * Writes it.
     *
     * @param basic whether the credential came as Basic
     */
    static Map<String, String> of(Resolution resolution, boolean basic) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("v", VERSION);
        texts.put("basic", Boolean.toString(basic));
        switch (resolution) {
            case Resolution.Known known -> {
                texts.put("outcome", KNOWN);
                principal(texts, known.principal());
            }
            case Resolution.Refused refused -> {
                texts.put("outcome", REFUSED);
                texts.put("reason", refused.reason().text());
                texts.put("detail", refused.detail());
                refused.whose().ifPresent(principal -> principal(texts, principal));
            }
        }
        return texts;
    }

    private static void principal(Map<String, String> texts, Principal principal) {
        texts.put("tenant", principal.tenant());
        texts.put("role", principal.role().text());
        texts.put("actorType", principal.actor().type().text());
        texts.put("actorId", principal.actor().id());
        texts.put("actorName", principal.actor().name());
        texts.put("credentialKind", principal.credential().kind().text());
        texts.put("credentialId", principal.credential().id());
        texts.put("viaCookie", Boolean.toString(principal.credential().viaCookie()));
        texts.put("actionPrefixes", String.join(" ", principal.actionPrefixes()));
    }

    static boolean isBasic(Map<String, String> texts) {
        return flag(texts, "basic");
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is not exactly what {@link #of} writes
     */
    static Resolution read(Map<String, String> texts) {
        if (!text(texts, "v").equals(VERSION)) {
            throw new IllegalArgumentException("v: expected " + VERSION + ", found " + texts.get("v"));
        }
        return switch (text(texts, "outcome")) {
            case KNOWN -> new Resolution.Known(principal(texts));
            case REFUSED ->
                new Resolution.Refused(
                        Resolution.Reason.parse(text(texts, "reason")).orElseThrow(() -> unknown("reason")),
                        text(texts, "detail"),
                        texts.containsKey("tenant") ? Optional.of(principal(texts)) : Optional.empty());
            default -> throw unknown("outcome");
        };
    }

    private static Principal principal(Map<String, String> texts) {
        String tenant = text(texts, "tenant");
        String actorId = text(texts, "actorId");
        if (tenant.isEmpty() || actorId.isEmpty()) {
            throw new IllegalArgumentException("expected a tenant and an actor, found an empty text");
        }
        String prefixes = text(texts, "actionPrefixes");
        return new Principal(
                tenant,
                new Actor(Actor.Type.parse(text(texts, "actorType")), actorId, text(texts, "actorName")),
                Role.parse(text(texts, "role")).orElseThrow(() -> unknown("role")),
                new CredentialId(
                        Credential.Kind.parse(text(texts, "credentialKind"))
                                .orElseThrow(() -> unknown("credentialKind")),
                        text(texts, "credentialId"),
                        flag(texts, "viaCookie")),
                prefixes.isEmpty() ? List.of() : List.of(prefixes.split(" ", -1)));
    }

    private static boolean flag(Map<String, String> texts, String name) {
        return switch (text(texts, name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unknown(name);
        };
    }

    private static String text(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("the authorizer's context has no " + name);
        }
        return text;
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("the authorizer's context has an unknown " + name);
    }
}
