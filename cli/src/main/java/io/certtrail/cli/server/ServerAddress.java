package io.certtrail.cli.server;

import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.ExitCode;
import io.certtrail.cli.Options;
import io.certtrail.cli.Surroundings;
import io.certtrail.cli.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where the API is, and the token that opens it: as {@code --url} and {@code --token-file} say, else those of the local
 * cloud that runs.
 */
public record ServerAddress(URI url, String token) {

    /** Options of every command that talks to the API; all take a value. */
    public static final Set<String> OPTIONS = Set.of("--url", "--token-file", "--data");

    private static final String NOT_RUNNING =
            "no local cloud is running here: start one with ./certtrail up, or give --url and --token-file";

    /**
     * Finds it.
     *
     * @throws UsageException when the options make no address
     * @throws CommandFailure when no local cloud runs and none is given, or a token can't be read
     */
    public static ServerAddress find(Options options, Surroundings surroundings) {
        Optional<URI> url = options.value("--url").map(ServerAddress::parseUrl);
        Optional<Path> tokenFile = options.value("--token-file").map(surroundings.directory()::resolve);
        if (url.isPresent() && tokenFile.isPresent()) {
            return new ServerAddress(url.get(), readToken(tokenFile.get()));
        }
        Optional<LocalCloud> local = options.value("--data")
                .map(data -> LocalCloud.in(surroundings.directory().resolve(data)))
                .orElseGet(() -> LocalCloud.find(surroundings));
        if (url.isPresent() && !local.map(LocalCloud::url).equals(url)) {
            throw new UsageException("--url needs --token-file, a file with an API token of that installation");
        }
        LocalCloud running = local.orElseThrow(() -> new CommandFailure(ExitCode.UNAVAILABLE, NOT_RUNNING));
        if (!running.isAlive()) {
            throw new CommandFailure(
                    ExitCode.UNAVAILABLE,
                    "the local cloud of " + running.data() + " was stopped (process " + running.pid()
                            + " is gone): start it again with ./certtrail up");
        }
        return new ServerAddress(running.url(), readToken(tokenFile.orElse(running.adminToken())));
    }

    private static URI parseUrl(String text) {
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            String scheme = url.getScheme();
            if (("http".equals(scheme) || "https".equals(scheme)) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below, in the words of the option.
        }
        throw new UsageException("--url is like https://host or http://127.0.0.1:8080, not '" + text + "'");
    }

    private static String readToken(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new CommandFailure(ExitCode.FAILED, file + " holds no API token");
            }
            return token;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "can't read the API token from " + file + ": " + e.getMessage());
        }
    }

    /** The address without the token, so that no log shows it. */
    @Override
    public String toString() {
        return url.toString();
    }
}
