package io.certtrail.aws.faults;

import io.certtrail.aws.access.DynamoAccessTokens;
import io.certtrail.domain.access.AccessToken;
import io.certtrail.domain.access.AccessTokens;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenText;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Tokens are made, and some of them revoked, by callers who try again. */
final class TokenSteps implements Steps {
    private final AccessTokens tokens;
    private final SplittableRandom random;
    private final List<AccessToken> tried = new ArrayList<>();

    TokenSteps(Shop shop) {
        tokens = new DynamoAccessTokens(shop.dynamo(), "operations", shop.outbox());
        random = shop.random();
    }

    @Override
    public void step() {
        if (tried.isEmpty() || random.nextInt(3) == 0) {
            UUID id = UUID.randomUUID();
            String hash = TokenText.fresh(random).hash();
            tried.add(new AccessToken(id, Shop.TENANT, "t", Role.VIEWER, hash, Shop.NOW, null));
        }
        AccessToken token = tried.get(random.nextInt(tried.size()));
        if (random.nextBoolean()) {
            tokens.create(token, Shop.telling("made " + token.id()));
        } else {
            boolean _ = tokens.revoke(token, Shop.NOW, Shop.telling("revoked " + token.id()));
        }
    }

    @Override
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (AccessToken token : tried) {
            tokens.byId(Shop.TENANT, token.id()).ifPresent(found -> {
                facts.add("made " + found.id());
                if (found.revoked() != null) {
                    facts.add("revoked " + found.id());
                }
            });
        }
        return facts;
    }
}
