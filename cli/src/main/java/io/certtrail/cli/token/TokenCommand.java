package io.certtrail.cli.token;

import io.certtrail.cli.Command;
import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.ExitCode;
import io.certtrail.cli.Options;
import io.certtrail.cli.Surroundings;
import io.certtrail.cli.UsageException;
import io.certtrail.cli.server.Answer;
import io.certtrail.cli.server.ApiClient;
import io.certtrail.cli.server.ServerAddress;
import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.TokenText;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** {@code certtrail token}: makes, lists and revokes API tokens, through the API; or makes one offline. */
public final class TokenCommand {

    private final Surroundings surroundings;

    private TokenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static Command in(Surroundings surroundings) {
        return new Command("token", usage(), new TokenCommand(surroundings)::run);
    }

    private static String usage() {
        return """
                usage: certtrail token create --name NAME --role ROLE [--expires-at TIME] [--actions PREFIX,...] [--url URL] [--token-file FILE]
                       certtrail token list [--url URL] [--token-file FILE]
                       certtrail token revoke ID [--url URL] [--token-file FILE]
                       certtrail token new

                create asks the API for a token and prints it; it is shown this once and kept as a hash.
                  --name        what it is for
                  --role        %s
                  --expires-at  when it stops working, for example 2027-01-31T00:00:00Z; without it, never
                  --actions     of the role ingest: what the actions of its events must begin with, such as rotation.
                list prints a line each, newest first: id, role, state, last use, name; separated by tabs.
                revoke makes one useless, from the next request on.
                  --url, --token-file
                                the installation and an admin's token
                  --data        else the local cloud of this data folder; without it, the one that runs here
                new makes a token without any server: a token line, and the SHA-256 to give to the set-up function
                  of a new deployment as adminTokenHash.
                """.formatted(roles());
    }

    private static String roles() {
        return Arrays.stream(Role.values()).map(Role::text).collect(Collectors.joining(", "));
    }

    private int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.isEmpty()) {
            throw new UsageException("token what? create, list, revoke or new");
        }
        List<String> rest = args.subList(1, args.size());
        return switch (args.getFirst()) {
            case "create" -> create(rest, out, err);
            case "list" -> list(rest, out);
            case "revoke" -> revoke(rest, err);
            case "new" -> fresh(rest, out);
            default ->
                throw new UsageException("there is no 'token " + args.getFirst() + "'; create, list, revoke or new");
        };
    }

    private int create(List<String> args, PrintStream out, PrintStream err) {
        Set<String> valued = new HashSet<>(ServerAddress.OPTIONS);
        valued.addAll(Set.of("--name", "--role", "--expires-at", "--actions"));
        Options options = Options.parse(args, valued, Set.of());
        refuseOperands(options);
        Json.ObjBuilder request = Json.obj()
                .put("name", options.required("--name"))
                .put("role", role(options.required("--role")).text())
                .putIfPresent(
                        "expiresAt",
                        options.value("--expires-at").map(TokenCommand::time).orElse(null));
        options.value("--actions").ifPresent(text -> request.put("actions", prefixes(text)));
        try (ApiClient api = api(options)) {
            Answer answer = api.post("/api/tokens", Jcs.bytes(request.build()), ApiClient.Repeat.HARMFUL);
            String token = answer.text("token")
                    .filter(text -> answer.isOk())
                    .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, "no token was made: " + answer.problem()));
            out.println(token);
            answer.text("id").ifPresent(id -> err.println("certtrail: token " + id + "; it is not shown again"));
            return ExitCode.OK;
        }
    }

    private int list(List<String> args, PrintStream out) {
        Options options = Options.parse(args, ServerAddress.OPTIONS, Set.of());
        refuseOperands(options);
        try (ApiClient api = api(options)) {
            String cursor = "";
            do {
                Answer answer = api.get("/api/tokens?limit=100" + cursor);
                Json.Obj page = answer.object()
                        .filter(body -> answer.isOk())
                        .orElseThrow(() ->
                                new CommandFailure(ExitCode.FAILED, "tokens can't be listed: " + answer.problem()));
                TokenTable.tokens(page).forEach(token -> out.println(TokenTable.line(token)));
                cursor = next(page);
            } while (!cursor.isEmpty());
            return ExitCode.OK;
        }
    }

    private static String next(Json.Obj page) {
        return page.get("page") instanceof Json.Obj place && place.get("nextCursor") instanceof Json.Str(String next)
                ? "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8)
                : "";
    }

    private int revoke(List<String> args, PrintStream err) {
        Options options = Options.parse(args, ServerAddress.OPTIONS, Set.of());
        if (options.operands().size() != 1) {
            throw new UsageException("token revoke takes the id of one token; token list shows them");
        }
        String id = id(options.operands().getFirst());
        try (ApiClient api = api(options)) {
            Answer answer = api.delete("/api/tokens/" + id);
            if (!answer.isOk()) {
                throw new CommandFailure(ExitCode.FAILED, "it was not revoked: " + answer.problem());
            }
            err.println("certtrail: token " + id + " is revoked");
            return ExitCode.OK;
        }
    }

    private static String id(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            throw new UsageException("a token's id is a UUID, as token list shows it, not '" + text + "'");
        }
    }

    private ApiClient api(Options options) {
        return new ApiClient(ServerAddress.find(options, surroundings), Thread::sleep, new SecureRandom());
    }

    private static Json prefixes(String text) {
        return Json.arr(Arrays.stream(text.split(",", -1)).map(Json::of).toArray(Json[]::new));
    }

    private static int fresh(List<String> args, PrintStream out) {
        refuseOperands(Options.parse(args, Set.of(), Set.of()));
        TokenText token = TokenText.fresh(new SecureRandom());
        out.println("token   " + token.value());
        out.println("sha256  " + token.hash());
        return ExitCode.OK;
    }

    private static void refuseOperands(Options options) {
        if (!options.operands().isEmpty()) {
            throw new UsageException("unexpected '" + options.operands().getFirst() + "'");
        }
    }

    private static Role role(String text) {
        return Role.parse(text)
                .orElseThrow(() -> new UsageException("--role is one of " + roles() + ", not '" + text + "'"));
    }

    private static String time(String text) {
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw new UsageException("--expires-at is a time like 2027-01-31T00:00:00Z, not '" + text + "'");
        }
    }
}
