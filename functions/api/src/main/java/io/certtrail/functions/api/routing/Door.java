package io.certtrail.functions.api.routing;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.domain.access.Denial;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.access.Principal;
import io.certtrail.domain.access.Resolution;
import io.certtrail.domain.access.Resolution.Reason;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets those in whose role allows what a route needs, and has it told whom it turned away. Who shows nothing is not told
 * of: so does every browser at first.
 */
final class Door {
    private static final int SERVER_ERROR = 500;

    /** What says nothing of who was refused. */
    private static final Set<Code> NOBODYS_FAULT = EnumSet.of(Code.OUTBOX_BEHIND);

    private final Authentication authentication;
    private final Consumer<Denial> denials;

    Door(Authentication authentication, Consumer<Denial> denials) {
        this.authentication = authentication;
        this.denials = denials;
    }

    /**
     * Who comes in.
     *
     * @throws Refusal if nobody does
     */
    Principal enter(HttpRequest request, Route route, Permission permission) {
        return switch (authentication.authenticate(request, route.basic())) {
            case Resolution.Refused refused -> throw refuse(request, refused);
            case Resolution.Known(Principal principal) -> {
                if (!principal.may(permission)) {
                    denials.accept(denial(
                            Denial.Kind.ACCESS,
                            request,
                            Optional.of(principal),
                            "the role " + principal.role().text()));
                    throw Refusal.of(
                            Code.FORBIDDEN,
                            "the role %s does not allow %s"
                                    .formatted(principal.role().text(), permission.text()));
                }
                yield principal;
            }
        };
    }

    private Refusal refuse(HttpRequest request, Resolution.Refused refused) {
        if (refused.reason() != Reason.MISSING) {
            denials.accept(denial(
                    Denial.Kind.ACCESS,
                    request,
                    refused.whose(),
                    refused.reason().text() + " credential"));
        }
        return Refusal.of(Code.UNAUTHENTICATED, refused.detail());
    }

    /** Somebody who was let in had what they brought refused. */
    void turnedAway(HttpRequest request, Route route, Principal principal, Refusal refusal) {
        boolean brought =
                route.permission().filter(Permission.APPEND_EVENTS::equals).isPresent();
        if (brought && refusal.code().status() < SERVER_ERROR && !NOBODYS_FAULT.contains(refusal.code())) {
            denials.accept(denial(
                    Denial.Kind.INGEST,
                    request,
                    Optional.of(principal),
                    refusal.code().text()));
        }
    }

    private static Denial denial(Denial.Kind kind, HttpRequest request, Optional<Principal> whose, String reason) {
        return new Denial(kind, whose, Clients.of(request), request.method(), request.rawPath(), reason);
    }
}
