package io.certtrail.domain.subscriptions;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account of AWS, and how it is reached.
 *
 * @param accountId 12 digits
 * @param roleArn the role there that is assumed
 * @param externalId what its trust policy must ask for (IAM User Guide, "Access to AWS accounts owned by third parties"):
 *     made here, different for each subscription, so that nobody can make CertTrail look into somebody else's account
 * @param regions in which the services that have regions are looked at
 * @param services what is looked at, each once
 */
public record AwsAccount(
        String accountId,
        String roleArn,
        String externalId,
        List<String> regions,
        List<VaultService> services,
        Scope scope) {
    private static final Pattern ROLE =
            Pattern.compile("arn:(aws|aws-cn|aws-us-gov):iam::([0-9]{12}):role/[\\w+=,.@/-]{1,512}");

    public AwsAccount {
        regions = List.copyOf(regions);
        services = List.copyOf(services);
        Matcher role = role(roleArn);
        if (!role.matches() || !role.group(2).equals(accountId)) {
            throw new IllegalArgumentException("expected a role of account %s, found %s".formatted(accountId, roleArn));
        }
    }

    /** Groups 1 and 2 of a match: the partition and the account. */
    static Matcher role(String arn) {
        return ROLE.matcher(arn);
    }

    /** The partition that it is in, such as {@code aws}. */
    public String partition() {
        Matcher role = role(roleArn);
        if (!role.matches()) {
            throw new IllegalStateException("this was a role when it was made: " + roleArn);
        }
        return role.group(1);
    }
}
