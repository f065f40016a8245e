package io.certtrail.functions.api.login;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.access.SessionText;
import io.certtrail.domain.login.CsrfToken;
import io.certtrail.domain.login.LoginDesk;
import io.certtrail.domain.login.Session;
import io.certtrail.domain.login.Sessions;
import io.certtrail.domain.users.PasswordRules;
import io.certtrail.domain.users.User;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Bodies of the routes of a session. */
final class AuthSchemas {
    private static final int MOST_SESSIONS = 10_000;
    private static final int LONGEST_TYPED = 1000;
    private static final int LONGEST_AGENT = 500;
    private static final String COOKIE = "cookie";
    private static final String TOKEN = "token";

    static final Schema LOGIN = new Schema.Named(
            "Login",
            Schema.object("Who signs in")
                    .required("username", Schema.someText("Whatever its case", LONGEST_TYPED))
                    .required("password", Schema.text("", LONGEST_TYPED).format(Schema.PASSWORD))
                    .optional("tenant", Schema.someText("The deployment's usual one if it is left out", 63))
                    .optional(
                            "as",
                            new Schema.Choice(
                                    "cookie, the default, sets a cookie and is for browsers; token answers the"
                                            + " session's token, for Authorization: Bearer",
                                    List.of(COOKIE, TOKEN))));

    static final Schema PASSWORD = new Schema.Named(
            "PasswordChange",
            Schema.object("The caller's own password")
                    .required("password", Schema.text("As it is", LONGEST_TYPED).format(Schema.PASSWORD))
                    .required(
                            "newPassword",
                            Schema.text(
                                            "%d to %d characters, of any kind"
                                                    .formatted(PasswordRules.MIN_LENGTH, PasswordRules.MAX_LENGTH),
                                            LONGEST_TYPED)
                                    .format(Schema.PASSWORD)));

    private static final Schema.Members OPEN = Schema.object("A session and whose it is")
            .required("id", Schema.uuid("Of the session"))
            .required("tenant", Schema.text("", 63))
            .required("userId", Schema.uuid(""))
            .required("username", Schema.text("", 64))
            .required("displayName", Schema.text("", 100))
            .required(
                    "role",
                    new Schema.Choice(
                            "", Arrays.stream(Role.values()).map(Role::text).toList()))
            .required(
                    "mustChangePassword",
                    new Schema.Flag(
                            "While it is true the session opens nothing but /api/auth/password and /api/auth/logout"))
            .required("createdAt", Schema.time(""))
            .required("expiresAt", Schema.time("However much it is used"))
            .required("csrfToken", Schema.text("For X-CSRF-Token of whatever changes something, with the cookie", 43));

    static final Schema SESSION = new Schema.Named("OpenSession", OPEN);

    static final Schema OPENED = new Schema.Named(
            "OpenedSession",
            OPEN.optional("token", Schema.text("Shown this once, and kept as a hash; only if it was asked for", 46)));

    static final Schema SESSIONS = new Schema.Named(
            "Sessions",
            Schema.object("The caller's open sessions, oldest first")
                    .required(
                            "data",
                            new Schema.Items(
                                    "",
                                    Schema.object("")
                                            .required("id", Schema.uuid(""))
                                            .required("current", new Schema.Flag("Whether this request shows it"))
                                            .required("createdAt", Schema.time(""))
                                            .required("lastSeenAt", Schema.time("To a minute"))
                                            .required("expiresAt", Schema.time(""))
                                            .required("ip", Schema.text("Where it was opened from", 64))
                                            .required("userAgent", Schema.text("", LONGEST_AGENT)),
                                    0,
                                    MOST_SESSIONS)));

    private AuthSchemas() {}

    static boolean wantsToken(Json.Obj body) {
        return Json.of(TOKEN).equals(body.get("as"));
    }

    static Json.Obj opened(LoginDesk.Opened opened, boolean withToken) {
        Json.ObjBuilder document = document(opened.session(), opened.user(), opened.text());
        return (withToken ? document.put("token", opened.text().value()) : document).build();
    }

    static Json.Obj session(Sessions.Known known, SessionText text) {
        return document(known.session(), known.user(), text).build();
    }

    private static Json.ObjBuilder document(Session session, User user, SessionText text) {
        return Json.obj()
                .put("id", session.id().toString())
                .put("tenant", user.tenant())
                .put("userId", user.id().toString())
                .put("username", user.username().text())
                .put("displayName", user.displayName())
                .put("role", user.role().text())
                .put("mustChangePassword", user.mustChangePassword())
                .put("createdAt", LedgerTime.text(session.created()))
                .put("expiresAt", LedgerTime.text(session.expires()))
                .put("csrfToken", CsrfToken.of(text));
    }

    static Json listed(Session session, Session current) {
        return Json.obj()
                .put("id", session.id().toString())
                .put("current", session.id().equals(current.id()))
                .put("createdAt", LedgerTime.text(session.created()))
                .put("lastSeenAt", LedgerTime.text(session.seen()))
                .put("expiresAt", LedgerTime.text(session.expires()))
                .put("ip", Objects.requireNonNullElse(session.ip(), ""))
                .put("userAgent", Objects.requireNonNullElse(session.userAgent(), ""))
                .build();
    }
}
