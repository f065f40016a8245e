package io.certtrail.cli.cloudtrail;

import io.certtrail.ledger.entry.Actor;
import java.util.Optional;

/**
 * Who did it: CloudTrail's {@code userIdentity} as an actor. A person or program with credentials of an account is a
 * user, AWS itself is the system.
 */
final class Identity {

    private static final String SERVICE_ROLE = ":role/aws-service-role/";

    private Identity() {}

    static Actor of(CloudTrailRecord trail) {
        return switch (trail.text("/userIdentity/type").orElse("")) {
            case "Root" -> user(trail, Optional.of("root"));
            case "AssumedRole" -> assumedRole(trail);
            case "AWSService" -> service(trail);
            case "AWSAccount" ->
                user(trail, trail.text("/userIdentity/accountId").map("account "::concat));
            case "IdentityCenterUser" -> user(trail, trail.text("/userIdentity/onBehalfOf/userId"));
            case "" ->
                trail.text("/userIdentity/invokedBy").isPresent() ? service(trail) : user(trail, Optional.empty());
            default -> user(trail, trail.text("/userIdentity/userName"));
        };
    }

    /** A role that only AWS itself can take is AWS; any other session is whoever took the role. */
    private static Actor assumedRole(CloudTrailRecord trail) {
        Optional<String> issuer = trail.text("/userIdentity/sessionContext/sessionIssuer/arn");
        Actor.Type type =
                issuer.filter(arn -> arn.contains(SERVICE_ROLE)).isPresent() ? Actor.Type.SYSTEM : Actor.Type.USER;
        Optional<String> session = trail.text("/userIdentity/arn").map(Identity::afterFirstSlash);
        return new Actor(type, id(trail), session.orElse(id(trail)));
    }

    private static Actor service(CloudTrailRecord trail) {
        String name = trail.text("/userIdentity/invokedBy").orElse(trail.source());
        return new Actor(Actor.Type.SYSTEM, name, name);
    }

    private static Actor user(CloudTrailRecord trail, Optional<String> name) {
        Optional<String> fromArn = trail.text("/userIdentity/arn").map(Identity::afterFirstSlash);
        return new Actor(
                Actor.Type.USER,
                id(trail),
                name.filter(text -> !text.isEmpty()).or(() -> fromArn).orElse(id(trail)));
    }

    /** The ARN where there is one; it stays the same for all sessions of a user. */
    private static String id(CloudTrailRecord trail) {
        return trail.text("/userIdentity/arn")
                .or(() -> trail.text("/userIdentity/onBehalfOf/userId"))
                .or(() -> trail.text("/userIdentity/principalId"))
                .or(() -> trail.text("/userIdentity/accountId"))
                .or(() -> trail.text("/userIdentity/invokedBy"))
                .filter(text -> !text.isEmpty())
                .orElse("unknown");
    }

    /** {@code arn:aws:sts::1:assumed-role/Admin/alice} is known as {@code Admin/alice}. */
    private static String afterFirstSlash(String arn) {
        return arn.substring(arn.indexOf('/') + 1);
    }
}
