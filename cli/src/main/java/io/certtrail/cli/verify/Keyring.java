package io.certtrail.cli.verify;

import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.Options;
import io.certtrail.cli.Surroundings;
import io.certtrail.ledger.verify.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The keys of one verification.
 *
 * @param file that they were read from; empty if there is none
 * @param isGiven whether the caller named it, rather than that it was found
 */
record Keyring(Optional<Path> file, boolean isGiven, TrustedKeys trusted) {
    static Keyring of(Options options, Surroundings surroundings) {
        Optional<Path> given = options.value("--keys").map(name -> Inputs.at(name, surroundings));
        Optional<Path> file = given.or(() -> KeyFinder.find(surroundings));
        return new Keyring(file, given.isPresent(), file.map(Keyring::trusted).orElse(TrustedKeys.NONE));
    }

    private static TrustedKeys trusted(Path keys) {
        try {
            TrustedKeys trusted = TrustedKeys.parse(new String(Inputs.read(keys), StandardCharsets.UTF_8));
            if (trusted.keys().isEmpty()) {
                throw new CommandFailure(VerifyCommand.UNDECIDED, "there is no key in " + keys);
            }
            return trusted;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(VerifyCommand.UNDECIDED, keys + " is no list of verifier keys: " + e.getMessage());
        }
    }

    /** For a person: where they are from. */
    String shown(Path directory) {
        return file.map(path -> (path.startsWith(directory) ? directory.relativize(path) : path)
                        + (isGiven ? "" : " (found there; --keys names others)"))
                .orElse("none");
    }
}
