package io.certtrail.domain.ocsf;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The schema's objects that a record is made of. */
final class OcsfObjects {
    private static final int OTHER = 99;
    private static final int IP_ADDRESS = 2;
    private static final int USER_NAME = 4;

    /** The schema's bound; a longer one is a zone, or no address. */
    private static final int MAX_ADDRESS = 40;

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern MAYBE_IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private OcsfObjects() {}

    static Json.Obj actor(Actor actor) {
        Json.ObjBuilder user = Json.obj().put("uid", actor.id()).putIfPresent("name", someOrNull(actor.name()));
        Json.ObjBuilder typed = switch (actor.type()) {
            case USER -> user.put("type_id", 1).put("type", "User");
            case SYSTEM -> user.put("type_id", 3).put("type", "System");
            case AGENT, WORKER -> user.put("type_id", 4).put("type", "Service");
        };
        return Json.obj().put("user", typed.build()).build();
    }

    /** The user that it happened to: the one that the details name, with the resource's id if that is a user. */
    static Json.Obj user(Entry entry) {
        Resource resource = entry.resource();
        String name = userName(entry);
        Json.ObjBuilder user = Json.obj().putIfPresent("name", name);
        return resource.type().equals("user") || name == null
                ? user.put("uid", resource.id()).build()
                : user.build();
    }

    private static @Nullable String userName(Entry entry) {
        return entry.details().get("username") instanceof Json.Str(String name)
                ? someOrNull(name)
                : entry.resource().name();
    }

    static Json.Obj entity(Resource resource) {
        return Json.obj()
                .put("type_id", OTHER)
                .put("type", resource.type())
                .put("uid", resource.id())
                .putIfPresent("name", resource.name())
                .build();
    }

    static Json.Obj resource(Resource resource) {
        return Json.obj()
                .put("type", resource.type())
                .put("uid", resource.id())
                .putIfPresent("name", resource.name())
                .build();
    }

    /** An alert is one finding from when it is opened until it is resolved; whatever else is one, is one of its own. */
    static Json.Obj finding(Entry entry) {
        boolean alert = entry.resource().type().equals("alert");
        return Json.obj()
                .put("uid", alert ? entry.resource().id() : entry.id().toString())
                .put("title", entry.description())
                .build();
    }

    /** Its type is what kind of scan the action is of: {@code discovery}, {@code expiry}. */
    static Json.Obj scan(Entry entry) {
        String action = entry.action();
        return Json.obj()
                .put("type_id", OTHER)
                .put("type", action.substring(0, action.indexOf('.')))
                .put("uid", entry.resource().id())
                .putIfPresent("name", entry.resource().name())
                .build();
    }

    /** Where it came from: an address where one is known, else whoever did it. */
    static Json.Obj endpoint(Entry entry, Optional<String> address) {
        return address.map(ip -> Json.obj().put("ip", ip).build())
                .orElseGet(() -> Json.obj()
                        .put(
                                "uid",
                                entry.actor().type().text() + ":"
                                        + entry.actor().id())
                        .build());
    }

    /** The client's address, if what it gave is one. */
    static Optional<String> address(Client client) {
        return Optional.ofNullable(client.ip()).filter(OcsfObjects::isAddress);
    }

    private static boolean isAddress(String text) {
        if (text.length() > MAX_ADDRESS) {
            return false;
        }
        return IPV4.matcher(text).matches() || (MAYBE_IPV6.matcher(text).matches() && isIpv6(text));
    }

    private static boolean isIpv6(String text) {
        try {
            InetAddress _ = InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What an analyst looks for in other events as well. */
    static Optional<Json.Arr> observables(Entry entry, boolean endpoint) {
        List<Json> observables = new ArrayList<>();
        if (endpoint) {
            address(entry.client())
                    .ifPresent(ip -> observables.add(observable("src_endpoint.ip", IP_ADDRESS, "IP Address", ip)));
        }
        if (!entry.actor().name().isEmpty()) {
            observables.add(observable(
                    "actor.user.name", USER_NAME, "User Name", entry.actor().name()));
        }
        return observables.isEmpty() ? Optional.empty() : Optional.of(new Json.Arr(observables));
    }

    private static Json observable(String name, int typeId, String type, String value) {
        return Json.obj()
                .put("name", name)
                .put("type_id", typeId)
                .put("type", type)
                .put("value", value)
                .build();
    }

    private static @Nullable String someOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
