package io.certtrail.local.function;

/** Names of things in the region and account that the local cloud pretends to be. */
public final class Arns {
    public static final String REGION = "us-east-1";
    public static final String ACCOUNT = "000000000000";

    private Arns() {}

    public static String function(String name) {
        return "arn:aws:lambda:%s:%s:function:%s".formatted(REGION, ACCOUNT, name);
    }

    public static String queue(String name) {
        return "arn:aws:sqs:%s:%s:%s".formatted(REGION, ACCOUNT, name);
    }

    public static String rule(String name) {
        return "arn:aws:events:%s:%s:rule/%s".formatted(REGION, ACCOUNT, name);
    }
}
