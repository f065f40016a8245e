package io.certtrail.aws.tables;

import io.certtrail.aws.config.Environment;
import java.util.Optional;

/**
 * What makes a table: all keys are strings.
 *
 * @param variable the environment variable that holds its name
 * @param hashKey attribute of the partition key
 * @param rangeKey attribute of the sort key, if it has one
 * @param stream whether it has a stream of keys (KEYS_ONLY)
 * @param ttl attribute of the time to live, if it has one (seconds since 1970)
 */
public record TableDefinition(
        String variable, String hashKey, Optional<String> rangeKey, boolean stream, Optional<String> ttl) {
    /** Its name in a deployment. */
    public String name(Environment environment) {
        return environment.required(variable);
    }
}
