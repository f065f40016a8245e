package io.certtrail.local.function;

import io.certtrail.aws.config.AwsClients;
import io.certtrail.aws.config.Environment;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** What the functions of a deployment share. */
public record Deployment(Environment environment, AwsClients clients, Clock clock, RandomGenerator random) {}
