package io.certtrail.aws.subscriptions;

import io.certtrail.domain.subscriptions.AwsAccount;
import io.certtrail.domain.subscriptions.ConnectionStep;
import io.certtrail.domain.subscriptions.Connections;
import java.util.List;

/** What stands in for a cloud has no STS, so nothing can be reached from it. */
public final class NoConnections implements Connections {
    @Override
    public List<ConnectionStep> test(AwsAccount account) {
        return List.of(ConnectionStep.failed(
                AwsConnections.ASSUME,
                "this is no deployment on AWS: there is no STS here that could assume a role",
                "test it from a deployment on AWS, or give the address of an STS in AWS_ENDPOINT_URL_STS"));
    }
}
