package io.certtrail.domain.settings;

import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Violation;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonPointers;
import io.certtrail.ledger.json.Members;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Channels as a caller gives them and as they are kept: {@code name}, {@code type} and, of an {@code email}, {@code
 * address}; of a {@code webhook}, {@code url} and {@code secret}. What is kept of a secret is what {@link SecretSeal} makes
 * of it. A caller who leaves it out, or sends {@link #MASK} back, keeps the one of the channel of that name.
 */
final class ChannelJson {
    /** What is shown of a secret. No secret is as short. */
    static final String MASK = "********";

    private static final String NAME = "name";
    private static final String TYPE = "type";
    private static final String ADDRESS = "address";
    private static final String URL = "url";
    private static final String SECRET = "secret";

    private static final SettingType NAME_TYPE = new SettingType.Text(SettingType.Channels.LONGEST_NAME);
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 200;
    private static final int LONGEST_ADDRESS = 254;
    private static final Pattern MAILBOX = Pattern.compile("[!-?A-~]{1,64}@[A-Za-z0-9.-]+\\.[A-Za-z0-9-]{2,63}");

    private ChannelJson() {}

    static List<Violation> violations(List<Json> items, String pointer, boolean loopback) {
        List<Violation> violations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String at = JsonPointers.item(pointer, i);
            if (items.get(i) instanceof Json.Obj channel) {
                violations.addAll(violations(channel, at, loopback));
                if (channel.get(NAME) instanceof Json.Str(String name) && !names.add(name)) {
                    violations.add(new Violation(at + "/" + NAME, "two channels have this name"));
                }
            } else {
                violations.add(new Violation(at, "expected a channel, found " + Found.phrase(items.get(i))));
            }
        }
        return violations;
    }

    private static List<Violation> violations(Json.Obj channel, String at, boolean loopback) {
        List<Flaw> flaws = new ArrayList<>();
        Members members = Members.of(channel, at, flaws);
        List<Violation> violations = new ArrayList<>();
        String name = members.string(NAME);
        if (name != null) {
            violations.addAll(NAME_TYPE.violations(Json.of(name), members.at(NAME)));
        }
        switch (members.string(TYPE)) {
            case null -> {}
            case "email" -> email(members);
            case "webhook" -> webhook(members, loopback);
            case String other -> members.flaw(TYPE, "expected email or webhook, found " + Found.quoted(other));
        }
        if (flaws.isEmpty()) {
            members.noOthers();
        }
        flaws.forEach(flaw -> violations.add(new Violation(flaw.pointer(), flaw.message())));
        return violations;
    }

    private static void email(Members members) {
        String address = members.string(ADDRESS);
        if (address != null
                && (address.length() > LONGEST_ADDRESS
                        || !MAILBOX.matcher(address).matches())) {
            members.flaw(ADDRESS, "expected a mailbox such as ops@example.com, found " + Found.quoted(address));
        }
    }

    private static void webhook(Members members, boolean loopback) {
        String url = members.string(URL);
        if (url != null && !WebAddress.isOne(url, loopback)) {
            members.flaw(URL, "expected " + WebAddress.PHRASE + ", found " + Found.quoted(url));
        }
        String secret = members.optionalString(SECRET);
        if (secret != null
                && !secret.equals(MASK)
                && (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST_SECRET)) {
            members.flaw(
                    SECRET,
                    "expected a secret of %d to %d characters, found one of %d"
                            .formatted(SHORTEST_SECRET, LONGEST_SECRET, secret.length()));
        }
    }

    /** The channels without their secrets. */
    static Json masked(Json channels) {
        return channels instanceof Json.Arr(List<Json> items)
                ? new Json.Arr(items.stream()
                        .map(item -> item instanceof Json.Obj channel && channel.has(SECRET)
                                ? with(channel, SECRET, MASK)
                                : item)
                        .toList())
                : channels;
    }

    /** The sealed secrets by the names of their channels. */
    static Map<String, String> secrets(Json kept) {
        Map<String, String> secrets = new HashMap<>();
        for (Json item : ((Json.Arr) kept).items()) {
            if (item instanceof Json.Obj channel && channel.get(SECRET) instanceof Json.Str(String sealed)) {
                secrets.put(text(channel, NAME), sealed);
            }
        }
        return secrets;
    }

    /**
     * The channels as they are kept.
     *
     * @param given without violations
     * @param before as they were kept
     * @param sealing what seals the secret of a channel
     * @param violations where it is noted that there is no secret
     */
    static Json kept(
            Json given, Json before, SecretSeal sealing, String tenant, String pointer, List<Violation> violations) {
        Map<String, String> known = secrets(before);
        List<Json> kept = new ArrayList<>();
        List<Json> items = ((Json.Arr) given).items();
        for (int i = 0; i < items.size(); i++) {
            Json.Obj channel = (Json.Obj) items.get(i);
            String sealed = sealed(channel, known, sealing, tenant);
            if (sealed != null) {
                kept.add(with(channel, SECRET, sealed));
            } else {
                kept.add(channel);
                if (text(channel, TYPE).equals("webhook")) {
                    violations.add(new Violation(
                            JsonPointers.item(pointer, i) + "/" + SECRET,
                            "expected a secret: no webhook of this name has one yet"));
                }
            }
        }
        return new Json.Arr(kept);
    }

    private static @Nullable String sealed(
            Json.Obj channel, Map<String, String> known, SecretSeal sealing, String tenant) {
        String name = text(channel, NAME);
        if (!text(channel, TYPE).equals("webhook")) {
            return null;
        }
        return channel.get(SECRET) instanceof Json.Str(String secret) && !secret.equals(MASK)
                ? sealing.seal(tenant, place(name), secret)
                : known.get(name);
    }

    /** Where the secret of a channel of that name is, for {@link SecretSeal}. */
    static String place(String name) {
        return "notifications.channels/" + name;
    }

    /** Channels as they are kept. */
    static List<Channel> read(Json kept) {
        List<Channel> channels = new ArrayList<>();
        for (Json item : ((Json.Arr) kept).items()) {
            Json.Obj channel = (Json.Obj) item;
            channels.add(
                    switch (text(channel, TYPE)) {
                        case "email" -> new Channel.Email(text(channel, NAME), text(channel, ADDRESS));
                        case "webhook" ->
                            new Channel.Webhook(
                                    text(channel, NAME), URI.create(text(channel, URL)), text(channel, SECRET));
                        case String other -> throw new IllegalStateException("there is no channel " + other);
                    });
        }
        return List.copyOf(channels);
    }

    private static Json.Obj with(Json.Obj object, String name, String value) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.put(name, Json.of(value));
        return new Json.Obj(members);
    }

    private static String text(Json.Obj object, String name) {
        return ((Json.Str) object.member(name)).value();
    }
}
