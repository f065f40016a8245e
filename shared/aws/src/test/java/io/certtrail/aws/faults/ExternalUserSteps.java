package io.certtrail.aws.faults;

import io.certtrail.aws.oidc.DynamoExternalUsers;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.oidc.ExternalUser;
import io.certtrail.domain.oidc.ExternalUsers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Somebody whom a provider names is seen for the first time, several times. */
final class ExternalUserSteps implements Steps {
    private final ExternalUsers users;
    private final SplittableRandom random;
    private int asked;

    ExternalUserSteps(Shop shop) {
        users = new DynamoExternalUsers(shop.dynamo(), "operations", shop.outbox());
        random = shop.random();
    }

    @Override
    public void step() {
        asked++;
        String subject = "s" + random.nextInt(subjects());
        ExternalUser user = new ExternalUser(
                UUID.randomUUID(), Shop.TENANT, "https://id.example", subject, subject, Role.VIEWER, Shop.NOW);
        ExternalUser _ = users.create(user, Shop.telling("user " + subject));
    }

    @Override
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (int i = 0; i < subjects(); i++) {
            if (users.find(Shop.TENANT, "https://id.example", "s" + i).isPresent()) {
                facts.add("user s" + i);
            }
        }
        return facts;
    }

    /** Half as many as were asked for. */
    private int subjects() {
        return asked / 2 + 1;
    }
}
