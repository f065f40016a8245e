package io.certtrail.functions.api.subscriptions;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.subscriptions.Subscription;
import io.certtrail.domain.subscriptions.SubscriptionDesk;
import io.certtrail.domain.subscriptions.SubscriptionPage;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.Clients;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.PageLink;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The accounts of the caller's tenant that discovery looks at. */
public final class SubscriptionRoutes {
    private static final String PATH = "/api/subscriptions";
    private static final String ONE = PATH + "/{id}";
    private static final String TAG = "Subscriptions";
    private static final String CURSOR = "cursor";
    private static final int DEFAULT_LIMIT = 50;
    private static final Parameter ID = Parameter.path("id", Schema.uuid("A subscription's id"));
    private static final Answer UNKNOWN = Answer.problem(404, "There is no such subscription");

    private final SubscriptionDesk desk;

    public SubscriptionRoutes(SubscriptionDesk desk) {
        this.desk = desk;
    }

    public List<Route> routes() {
        return List.of(listing(), adding(), readingOne(), removing(), testing());
    }

    private Route listing() {
        return Route.get(PATH, "listSubscriptions")
                .tag(TAG)
                .summary("The accounts that discovery will look at, oldest first")
                .needs(Permission.READ_SETTINGS)
                .takes(
                        Parameter.query("limit", new Schema.Whole("", 1, SubscriptionDesk.MAX_PAGE))
                                .fallback(String.valueOf(DEFAULT_LIMIT)),
                        Parameter.query(CURSOR, Schema.someText("nextCursor of the page before", 200)))
                .answers(Answer.json(200, "A page", SubscriptionSchemas.PAGE)
                        .header("Link", "The next page, if there is one (RFC 8288, rel=next)"))
                .by(this::list);
    }

    private HttpResponse list(Call call) {
        Optional<UUID> after = call.id(CURSOR);
        if (after.isEmpty() && call.text(CURSOR).isPresent()) {
            throw Refusal.at(Code.INVALID_CURSOR, "/cursor", "expected a cursor that a page gave, found another text");
        }
        SubscriptionPage page = desk.list(call.principal().tenant(), call.whole("limit", DEFAULT_LIMIT), after);
        HttpResponse response = JsonText.response(200, SubscriptionSchemas.document(page));
        return page.hasMore()
                ? response.with(
                        "link",
                        PageLink.next(
                                call.request(),
                                CURSOR,
                                page.subscriptions().getLast().id().toString()))
                : response;
    }

    private Route adding() {
        return Route.post(PATH, "addSubscription")
                .tag(TAG)
                .summary("Add an account of AWS")
                .description("The answer's externalId is what the trust policy of the role must ask for."
                        + " Discovery itself is not there yet: a subscription is kept, and can be tested.")
                .needs(Permission.CHANGE_SETTINGS)
                .body(SubscriptionSchemas.REQUEST)
                .answers(
                        Answer.json(201, "It is added", SubscriptionSchemas.SUBSCRIPTION)
                                .header("Location", "Where it is"),
                        Answer.problem(409, "There is a subscription of this role already"))
                .by(this::add);
    }

    private HttpResponse add(Call call) {
        Subscription added =
                desk.add(call.principal(), Clients.of(call.request()), SubscriptionSchemas.request(call.object()));
        return JsonText.response(201, SubscriptionSchemas.document(added)).with("location", PATH + "/" + added.id());
    }

    private Route readingOne() {
        return Route.get(ONE, "readSubscription")
                .tag(TAG)
                .summary("One of them")
                .needs(Permission.READ_SETTINGS)
                .takes(ID)
                .answers(Answer.json(200, "The subscription", SubscriptionSchemas.SUBSCRIPTION), UNKNOWN)
                .by(call -> JsonText.response(
                        200,
                        SubscriptionSchemas.document(desk.find(call.principal().tenant(), id(call)))));
    }

    private Route removing() {
        return Route.delete(ONE, "removeSubscription")
                .tag(TAG)
                .summary("Remove one of them")
                .needs(Permission.CHANGE_SETTINGS)
                .takes(ID)
                .answers(Answer.empty(204, "It is gone"), UNKNOWN)
                .by(call -> {
                    desk.remove(call.principal(), Clients.of(call.request()), id(call));
                    return HttpResponse.of(204);
                });
    }

    private Route testing() {
        return Route.post(ONE + "/test", "testSubscription")
                .tag(TAG)
                .summary("Try to reach one of them")
                .description(
                        "Assumes the role with the external id, sees that it can't be assumed without, and lists one"
                                + " thing of each service in each region. Changes nothing there.")
                .needs(Permission.CHANGE_SETTINGS)
                .takes(ID)
                .answers(Answer.json(200, "How each step went, and what to do", SubscriptionSchemas.TEST), UNKNOWN)
                .by(call -> JsonText.response(
                        200,
                        SubscriptionSchemas.document(desk.test(call.principal().tenant(), id(call)))));
    }

    private static UUID id(Call call) {
        return call.id("id").orElseThrow(() -> Refusal.of(Code.NOT_FOUND, "there is no subscription with this id"));
    }
}
