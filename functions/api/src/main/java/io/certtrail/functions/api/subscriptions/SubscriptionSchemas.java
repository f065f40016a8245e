package io.certtrail.functions.api.subscriptions;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.subscriptions.AwsAccount;
import io.certtrail.domain.subscriptions.ConnectionStep;
import io.certtrail.domain.subscriptions.Scope;
import io.certtrail.domain.subscriptions.Subscription;
import io.certtrail.domain.subscriptions.SubscriptionDesk;
import io.certtrail.domain.subscriptions.SubscriptionPage;
import io.certtrail.domain.subscriptions.SubscriptionRequest;
import io.certtrail.domain.subscriptions.VaultService;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonPointers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What subscriptions look like. */
final class SubscriptionSchemas {
    private static final int LONGEST_ARN = 600;
    private static final int LONGEST = 2000;
    private static final int MOST_STEPS = 100;

    private static final Schema KIND = new Schema.Choice("What is subscribed to", List.of("aws"));
    private static final Schema SERVICE = new Schema.Choice(
            "", Arrays.stream(VaultService.values()).map(VaultService::text).toList());
    private static final Schema SERVICES =
            new Schema.Items("What is looked at", SERVICE, 1, VaultService.values().length);
    private static final Schema REGIONS = new Schema.Items(
            "Where it is looked at; none is needed for iam alone",
            Schema.someText("", 30).example("eu-west-1"),
            0,
            SubscriptionRequest.MAX_REGIONS);
    private static final Schema ACCOUNT_ID = Schema.someText("12 digits", 12).example("123456789012");
    private static final Schema ROLE = Schema.someText("The role that is assumed there", LONGEST_ARN)
            .example("arn:aws:iam::123456789012:role/certtrail-discovery");
    private static final Schema PREFIX = Schema.someText("What the names begin with", 200);
    private static final Schema TAGS = Schema.openObject(
            "Tags that what is looked at has, all of them, by their keys; at most " + SubscriptionRequest.MAX_TAGS);

    static final Schema REQUEST = new Schema.Named(
            "SubscriptionRequest",
            Schema.object("An account to add")
                    .required("kind", KIND)
                    .required("name", Schema.someText("What it is called", SubscriptionRequest.MAX_NAME))
                    .required("accountId", ACCOUNT_ID)
                    .required("roleArn", ROLE)
                    .required("regions", REGIONS)
                    .required("services", SERVICES)
                    .optional("namePrefix", PREFIX)
                    .optional("tags", TAGS));

    static final Schema SUBSCRIPTION = new Schema.Named(
            "Subscription",
            Schema.object("An account that discovery looks at")
                    .required("id", Schema.uuid(""))
                    .required("kind", KIND)
                    .required("name", Schema.text("", SubscriptionRequest.MAX_NAME))
                    .required("accountId", ACCOUNT_ID)
                    .required("roleArn", ROLE)
                    .required(
                            "externalId",
                            Schema.text("Made here: what the role's trust policy must ask for as sts:ExternalId", 64))
                    .required("regions", REGIONS)
                    .required("services", SERVICES)
                    .required("namePrefix", new Schema.OrNull(PREFIX))
                    .required("tags", TAGS)
                    .required("addedAt", Schema.time(""))
                    .required("addedBy", Schema.text("", LONGEST)));

    static final Schema PAGE = new Schema.Named(
            "Subscriptions",
            Schema.object("Subscriptions, oldest first")
                    .required("data", new Schema.Items("", SUBSCRIPTION, 0, SubscriptionDesk.MAX_PAGE))
                    .required(
                            "page",
                            Schema.object("")
                                    .required("nextCursor", new Schema.OrNull(Schema.text("", 200)))
                                    .required("hasMore", new Schema.Flag(""))));

    static final Schema TEST = new Schema.Named(
            "SubscriptionTest",
            Schema.object("How a test of a connection went")
                    .required("passed", new Schema.Flag("Whether every step did"))
                    .required(
                            "steps",
                            new Schema.Items(
                                    "In their order",
                                    Schema.object("")
                                            .required("step", Schema.text("What was tried", LONGEST))
                                            .required(
                                                    "outcome",
                                                    new Schema.Choice(
                                                            "",
                                                            Arrays.stream(ConnectionStep.Outcome.values())
                                                                    .map(ConnectionStep.Outcome::text)
                                                                    .toList()))
                                            .required("detail", Schema.text("What was found", LONGEST))
                                            .required("remedy", Schema.text("What to do; empty if nothing", LONGEST)),
                                    1,
                                    MOST_STEPS)));

    private SubscriptionSchemas() {}

    /** What a body of {@link #REQUEST} asks for. */
    static SubscriptionRequest request(Json.Obj body) {
        return new SubscriptionRequest(
                text(body, "name"),
                text(body, "accountId"),
                text(body, "roleArn"),
                texts(body, "regions"),
                texts(body, "services").stream()
                        .map(service -> VaultService.parse(service).orElseThrow())
                        .toList(),
                scope(body));
    }

    private static Scope scope(Json.Obj body) {
        TreeMap<String, String> tags = new TreeMap<>();
        if (body.get("tags") instanceof Json.Obj(Map<String, Json> members)) {
            members.forEach((tag, value) -> {
                if (!(value instanceof Json.Str(String text))) {
                    throw Refusal.at(
                            Code.INVALID_BODY,
                            JsonPointers.member("/tags", tag),
                            "expected a string, found " + Found.phrase(value));
                }
                tags.put(tag, text);
            });
        }
        return new Scope(body.get("namePrefix") instanceof Json.Str(String prefix) ? prefix : null, tags);
    }

    static Json.Obj document(Subscription subscription) {
        AwsAccount account = subscription.account();
        String prefix = account.scope().namePrefix();
        Json.ObjBuilder tags = Json.obj();
        account.scope().tags().forEach(tags::put);
        return Json.obj()
                .put("id", subscription.id().toString())
                .put("kind", "aws")
                .put("name", subscription.name())
                .put("accountId", account.accountId())
                .put("roleArn", account.roleArn())
                .put("externalId", account.externalId())
                .put("regions", texts(account.regions()))
                .put(
                        "services",
                        texts(account.services().stream()
                                .map(VaultService::text)
                                .toList()))
                .put("namePrefix", prefix == null ? Json.NULL : Json.of(prefix))
                .put("tags", tags.build())
                .put("addedAt", LedgerTime.text(subscription.added()))
                .put("addedBy", subscription.addedBy())
                .build();
    }

    static Json.Obj document(SubscriptionPage page) {
        List<Json> data = page.subscriptions().stream()
                .<Json>map(SubscriptionSchemas::document)
                .toList();
        Json cursor =
                page.hasMore() ? Json.of(page.subscriptions().getLast().id().toString()) : Json.NULL;
        return Json.obj()
                .put("data", new Json.Arr(data))
                .put(
                        "page",
                        Json.obj()
                                .put("nextCursor", cursor)
                                .put("hasMore", page.hasMore())
                                .build())
                .build();
    }

    static Json.Obj document(List<ConnectionStep> steps) {
        List<Json> documents = steps.stream()
                .<Json>map(step -> Json.obj()
                        .put("step", step.step())
                        .put("outcome", step.outcome().text())
                        .put("detail", step.detail())
                        .put("remedy", step.remedy())
                        .build())
                .toList();
        return Json.obj()
                .put("passed", steps.stream().allMatch(ConnectionStep::isPassed))
                .put("steps", new Json.Arr(documents))
                .build();
    }

    private static String text(Json.Obj body, String name) {
        return ((Json.Str) body.member(name)).value();
    }

    private static List<String> texts(Json.Obj body, String name) {
        return ((Json.Arr) body.member(name))
                .items().stream().map(item -> ((Json.Str) item).value()).toList();
    }

    private static Json.Arr texts(List<String> texts) {
        return new Json.Arr(texts.stream().<Json>map(Json::of).toList());
    }
}
