package io.certtrail.functions.api;

import io.certtrail.aws.chain.OutboxTable;
import io.certtrail.aws.config.Environment;
import io.certtrail.aws.login.DynamoLogins;
import io.certtrail.aws.login.DynamoRefusedLogins;
import io.certtrail.aws.login.DynamoSessions;
import io.certtrail.aws.users.DynamoUsers;
import io.certtrail.domain.login.LoginStore;
import io.certtrail.domain.login.RefusedLogins;
import io.certtrail.domain.login.SessionStore;
import io.certtrail.domain.users.PasswordHashes;
import io.certtrail.domain.users.Users;
import io.certtrail.passwords.Argon2Passwords;
import java.time.Clock;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What users, logins and sessions work with. */
public record IdentityPorts(
        Users users, LoginStore logins, SessionStore sessions, RefusedLogins refused, PasswordHashes passwords) {
    static IdentityPorts of(
            Environment environment, DynamoDbClient dynamo, OutboxTable outbox, Clock clock, RandomGenerator random) {
        String table = environment.operationsTable();
        return new IdentityPorts(
                new DynamoUsers(dynamo, table, outbox),
                new DynamoLogins(dynamo, table, outbox, clock),
                new DynamoSessions(dynamo, table, outbox),
                new DynamoRefusedLogins(dynamo, table, outbox),
                new Argon2Passwords(random));
    }
}
