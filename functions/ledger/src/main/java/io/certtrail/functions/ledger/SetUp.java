package io.certtrail.functions.ledger;

import io.certtrail.aws.config.Environment;
import io.certtrail.aws.keys.Keys;
import io.certtrail.domain.chain.ChainOpener;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sets a tenant up: opens its chain, registers it, keeps its first administrator's token. Repeatable. */
final class SetUp {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int FIRST_INCARNATION = 1;

    private final Environment environment;
    private final ChainOpener opener;
    private final FirstToken firstToken;
    private final Administrators administrators;
    private final Keys keys;

    SetUp(
            Environment environment,
            ChainOpener opener,
            FirstToken firstToken,
            Administrators administrators,
            Keys keys) {
        this.environment = environment;
        this.opener = opener;
        this.firstToken = firstToken;
        this.administrators = administrators;
        this.keys = keys;
    }

    /**
     * What whoever verifies has to know.
     *
     * @param verifierKeys of checkpoints, then of exports
     * @param admin the first administrator, if this made them
     */
    record Done(Origin origin, List<String> verifierKeys, Optional<UserDesk.WithPassword> admin) {}

    /**
     * Sets up.
     *
     * @param tenant the deployment's usual one if none is given
     * @param adminUser the first administrator's name; nobody is made if it is empty, or there has ever been one
     * @throws IllegalArgumentException if the hash is no SHA-256 in lower-case hex, or the name is no tenant's
     */
    Done run(Optional<String> tenant, Optional<String> adminTokenHash, Optional<String> adminUser) {
        adminTokenHash.ifPresent(SetUp::requireHash);
        Origin origin =
                new Origin(environment.logName(), tenant.orElseGet(environment::defaultTenant), FIRST_INCARNATION);
        List<String> verifierKeys = verifierKeys(origin);
        opener.open(origin);
        adminTokenHash.ifPresent(hash -> firstToken.keep(origin.tenant(), hash));
        return new Done(origin, verifierKeys, adminUser.flatMap(name -> administrators.first(origin.tenant(), name)));
    }

    /**
     * Lets somebody sign in again.
     *
     * @return another password, if that is asked for
     */
    Optional<String> unlock(Optional<String> tenant, String username, boolean resetPassword) {
        return administrators.unlock(tenant.orElseGet(environment::defaultTenant), username, resetPassword);
    }

    /** Of checkpoints, the next one after the one that it takes over from, then of exports. */
    List<String> verifierKeys(Origin origin) {
        NoteSigner exports = keys.signer(environment.exportKey(), origin.exportsKeyName());
        return Stream.concat(
                        keys.signers(environment.checkpointKeys()).apply(origin.text()).stream(), Stream.of(exports))
                .map(signer -> signer.verifierKey().text())
                .toList();
    }

    private static void requireHash(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException(
                    "adminTokenHash: expected a SHA-256 of 64 lower-case hex digits, found %d characters"
                            .formatted(hash.length()));
        }
    }
}
