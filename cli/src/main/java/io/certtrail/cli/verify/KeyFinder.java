package io.certtrail.cli.verify;

import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.Surroundings;
import io.certtrail.cli.server.LocalCloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the verifier keys of a local cloud, for whoever has not been given any. */
final class KeyFinder {
    private static final Path KEYS = Path.of(".certtrail", "log.vkey");

    private KeyFinder() {}

    /** Looks from the working directory upwards, then with the local cloud that runs, then in the project's root. */
    static Optional<Path> find(Surroundings surroundings) {
        Stream<Path> upwards = Stream.iterate(surroundings.directory(), at -> at != null, Path::getParent)
                .map(at -> at.resolve(KEYS));
        return Stream.of(
                        upwards,
                        running(surroundings).stream(),
                        surroundings.project().map(root -> root.resolve(KEYS)).stream())
                .flatMap(files -> files)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Optional<Path> running(Surroundings surroundings) {
        try {
            return LocalCloud.find(surroundings).map(cloud -> cloud.data().resolve("log.vkey"));
        } catch (CommandFailure e) {
            return Optional.empty(); // a local cloud that can't be found has no keys to offer
        }
    }
}
