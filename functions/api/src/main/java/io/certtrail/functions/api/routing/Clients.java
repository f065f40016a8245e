package io.certtrail.functions.api.routing;

import io.certtrail.aws.lambda.HttpRequest;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.EntryRules;

/** Where a caller is, as an entry tells it. */
public final class Clients {
    private static final int MAX_USER_AGENT = 500;

    private Clients() {}

    public static Client of(HttpRequest request) {
        String ip = request.context().sourceIp();
        String agent = EntryRules.replaceControls(request.header("user-agent").orElse(""));
        return new Client(
                ip.isEmpty() ? null : EntryRules.replaceControls(ip),
                agent.isEmpty() ? null : agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT)));
    }
}
