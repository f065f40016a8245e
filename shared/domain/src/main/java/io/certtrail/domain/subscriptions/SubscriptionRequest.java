package io.certtrail.domain.subscriptions;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.problem.Violation;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.JsonPointers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An account that somebody asks to add, as they name it. */
public record SubscriptionRequest(
        String name, String accountId, String roleArn, List<String> regions, List<VaultService> services, Scope scope) {
    public static final int MAX_NAME = 100;
    public static final int MAX_REGIONS = 30;
    public static final int MAX_TAGS = 10;

    /** What AWS allows (Tagging AWS Resources, "Tag naming limits and requirements"). */
    private static final int MAX_TAG_KEY = 128;

    private static final int MAX_TAG_VALUE = 256;

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+){1,3}-[0-9]");
    private static final Map<String, String> REGIONS_OF = Map.of("aws-cn", "cn-", "aws-us-gov", "us-gov-");

    public SubscriptionRequest {
        regions = List.copyOf(regions);
        services = List.copyOf(services);
    }

    /**
     * The account.
     *
     * @throws Refusal with everything that is wrong
     */
    AwsAccount account(String externalId) {
        List<Violation> violations = new ArrayList<>();
        plain("/name", name, violations);
        role(violations);
        regions(violations);
        distinct("/services", services, violations);
        if (services.isEmpty()) {
            violations.add(new Violation("/services", "expected a service at least"));
        }
        scope(violations);
        if (!violations.isEmpty()) {
            Violation first = violations.getFirst();
            throw Refusal.of(Code.INVALID_BODY, first.pointer() + ": " + first.detail(), violations);
        }
        return new AwsAccount(accountId, roleArn, externalId, regions, services, scope);
    }

    private void role(List<Violation> violations) {
        Matcher role = AwsAccount.role(roleArn);
        if (!role.matches()) {
            violations.add(new Violation(
                    "/roleArn",
                    "expected a role such as arn:aws:iam::123456789012:role/certtrail-discovery, found "
                            + Found.quoted(roleArn)));
        } else if (!role.group(2).equals(accountId)) {
            violations.add(new Violation(
                    "/roleArn",
                    "expected a role of account %s, found one of %s"
                            .formatted(Found.quoted(accountId), role.group(2))));
        }
    }

    private void regions(List<Violation> violations) {
        Matcher role = AwsAccount.role(roleArn);
        String partition = role.matches() ? role.group(1) : "aws";
        for (int i = 0; i < regions.size(); i++) {
            String region = regions.get(i);
            if (!REGION.matcher(region).matches() || !partitionOf(region).equals(partition)) {
                violations.add(new Violation(
                        JsonPointers.item("/regions", i),
                        "expected a region of the partition %s, such as eu-west-1, found %s"
                                .formatted(partition, Found.quoted(region))));
            }
        }
        distinct("/regions", regions, violations);
        if (regions.isEmpty() && !services.stream().allMatch(VaultService::isGlobal)) {
            violations.add(
                    new Violation("/regions", "expected a region at least: acm and secretsmanager have regions"));
        }
    }

    private static String partitionOf(String region) {
        return REGIONS_OF.entrySet().stream()
                .filter(partition -> region.startsWith(partition.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("aws");
    }

    private void scope(List<Violation> violations) {
        String prefix = scope.namePrefix();
        if (prefix != null) {
            plain("/namePrefix", prefix, violations);
        }
        if (scope.tags().size() > MAX_TAGS) {
            violations.add(new Violation(
                    "/tags",
                    "expected at most %d tags, found %d"
                            .formatted(MAX_TAGS, scope.tags().size())));
        }
        scope.tags().forEach((tag, value) -> {
            String at = JsonPointers.member("/tags", tag);
            plain(at, tag, violations);
            if (tag.length() > MAX_TAG_KEY || value.length() > MAX_TAG_VALUE) {
                violations.add(new Violation(
                        at,
                        "expected a key of at most %d and a value of at most %d characters, found %d and %d"
                                .formatted(MAX_TAG_KEY, MAX_TAG_VALUE, tag.length(), value.length())));
            }
            List<Flaw> flaws = new ArrayList<>();
            EntryRules.text(at, value, flaws);
            flaws.forEach(flaw -> violations.add(new Violation(flaw.pointer(), flaw.message())));
        });
    }

    private static void plain(String pointer, String text, List<Violation> violations) {
        List<Flaw> flaws = new ArrayList<>();
        EntryRules.text(pointer, text, flaws);
        flaws.forEach(flaw -> violations.add(new Violation(flaw.pointer(), flaw.message())));
        if (text.isBlank()) {
            violations.add(new Violation(pointer, "expected some text, found none"));
        }
    }

    private static void distinct(String pointer, List<?> items, List<Violation> violations) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            if (!seen.add(items.get(i))) {
                violations.add(new Violation(JsonPointers.item(pointer, i), "this stands in the list twice"));
            }
        }
    }
}
