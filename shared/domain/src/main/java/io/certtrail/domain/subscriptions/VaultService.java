package io.certtrail.domain.subscriptions;

import java.util.Arrays;
import java.util.Optional;

/** A service of an AWS account that holds certificates or secrets. */
public enum VaultService {
    ACM("acm"),
    SECRETS_MANAGER("secretsmanager"),
    /** Server certificates; the same in every region. */
    IAM("iam");

    private final String text;

    VaultService(String text) {
        this.text = text;
    }

    /** The name that callers see, and AWS's own in IAM actions. */
    public String text() {
        return text;
    }

    public boolean isGlobal() {
        return this == IAM;
    }

    public static Optional<VaultService> parse(String text) {
        return Arrays.stream(values())
                .filter(service -> service.text.equals(text))
                .findFirst();
    }
}
