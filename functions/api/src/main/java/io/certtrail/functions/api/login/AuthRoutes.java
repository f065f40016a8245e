package io.certtrail.functions.api.login;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.SessionText;
import io.certtrail.domain.login.LoginDesk;
import io.certtrail.domain.login.Sessions;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.tenants.RememberedTenants;
import io.certtrail.domain.users.User;
import io.certtrail.domain.users.UserDesk;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.Clients;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.SameOrigin;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.json.Json;
import java.util.List;

/**
 * Signing in and out. These routes need no role, only a session, and look at it themselves.
 */
public final class AuthRoutes {
    private static final String TAG = "Sessions";
    private static final String CSRF = "With a cookie, what changes something needs the header X-CSRF-Token.";

    private final LoginDesk logins;
    private final Sessions sessions;
    private final UserDesk users;
    private final RememberedTenants tenants;
    private final String usualTenant;

    /** @param usualTenant whose login it is if none is named */
    public AuthRoutes(
            LoginDesk logins, Sessions sessions, UserDesk users, RememberedTenants tenants, String usualTenant) {
        this.logins = logins;
        this.sessions = sessions;
        this.users = users;
        this.tenants = tenants;
        this.usualTenant = usualTenant;
    }

    public List<Route> routes() {
        return List.of(login(), password(), logout(), session(), all(), revoking());
    }

    private Route login() {
        return Route.post("/api/auth/login", "login")
                .tag(TAG)
                .summary("Sign in by name and password")
                .body(AuthSchemas.LOGIN)
                .answers(
                        Answer.json(200, "A session is open", AuthSchemas.OPENED)
                                .header("Set-Cookie", "The session, unless its token was asked for"),
                        Answer.problem(401, "The user name or the password is wrong"),
                        Answer.problem(403, "A page of another site sent this"),
                        Answer.problem(429, "There were too many attempts, by this name or from this address"))
                .by(this::login);
    }

    private HttpResponse login(Call call) {
        SameOrigin.requireOwnPage(call.request());
        Json.Obj body = call.object();
        String tenant = body.get("tenant") instanceof Json.Str(String named) ? named : usualTenant;
        if (tenants.find(tenant).isEmpty()) {
            throw Refusal.of(Code.LOGIN_FAILED, "the user name or the password is wrong");
        }
        boolean asToken = AuthSchemas.wantsToken(body);
        LoginDesk.Opened opened =
                logins.login(tenant, text(body, "username"), text(body, "password"), Clients.of(call.request()));
        HttpResponse answer = JsonText.response(200, AuthSchemas.opened(opened, asToken));
        return asToken ? answer : answer.with("set-cookie", SessionCookie.of(opened.text()));
    }

    private Route password() {
        return Route.post("/api/auth/password", "changePassword")
                .tag(TAG)
                .summary("Change the caller's own password; all their other sessions end")
                .description("Needs a session. " + CSRF)
                .body(AuthSchemas.PASSWORD)
                .answers(
                        Answer.empty(204, "It is changed"),
                        Answer.problem(401, "There is no session, or the password is not that"),
                        Answer.problem(403, "A page of another site may have sent this"),
                        Answer.problem(429, "There were too many attempts"))
                .by(this::changePassword);
    }

    private HttpResponse changePassword(Call call) {
        Sessions.Known caller = CallersSession.of(call.request(), sessions);
        Json.Obj body = call.object();
        User _ = logins.changePassword(
                caller, text(body, "password"), text(body, "newPassword"), users, Clients.of(call.request()));
        return HttpResponse.of(204);
    }

    private Route logout() {
        return Route.post("/api/auth/logout", "logout")
                .tag(TAG)
                .summary("End the session that this request shows")
                .description("Needs a session. " + CSRF)
                .answers(
                        Answer.empty(204, "It is over").header("Set-Cookie", "Takes the cookie away"),
                        Answer.problem(401, "There is no session"),
                        Answer.problem(403, "A page of another site may have sent this"))
                .by(call -> {
                    sessions.logOut(CallersSession.of(call.request(), sessions), Clients.of(call.request()));
                    return HttpResponse.of(204).with("set-cookie", SessionCookie.gone());
                });
    }

    private Route session() {
        return Route.get("/api/auth/session", "readSession")
                .tag(TAG)
                .summary("Whose session this request shows")
                .description("Needs a session.")
                .answers(
                        Answer.json(200, "The session", AuthSchemas.SESSION),
                        Answer.problem(401, "There is no session"))
                .by(call -> {
                    Sessions.Known known = CallersSession.of(call.request(), sessions);
                    SessionText text = CallersSession.text(call.request()).orElseThrow();
                    return JsonText.response(200, AuthSchemas.session(known, text));
                });
    }

    private Route all() {
        return Route.get("/api/auth/sessions", "listSessions")
                .tag(TAG)
                .summary("The caller's open sessions")
                .description("Needs a session.")
                .answers(
                        Answer.json(200, "All of them", AuthSchemas.SESSIONS),
                        Answer.problem(401, "There is no session"))
                .by(this::list);
    }

    private HttpResponse list(Call call) {
        Sessions.Known known = CallersSession.of(call.request(), sessions);
        List<Json> open = sessions.open(known.user()).stream()
                .map(session -> AuthSchemas.listed(session, known.session()))
                .toList();
        return JsonText.response(200, Json.obj().put("data", new Json.Arr(open)).build());
    }

    private Route revoking() {
        return Route.delete("/api/auth/sessions/{id}", "revokeSession")
                .tag(TAG)
                .summary("End one of the caller's sessions")
                .description("Needs a session. " + CSRF)
                .takes(Parameter.path("id", Schema.uuid("Of the session")))
                .answers(
                        Answer.empty(204, "It is over"),
                        Answer.problem(401, "There is no session"),
                        Answer.problem(403, "A page of another site may have sent this"),
                        Answer.problem(404, "None of the caller's open sessions has this id"))
                .by(this::revoke);
    }

    private HttpResponse revoke(Call call) {
        Sessions.Known caller = CallersSession.of(call.request(), sessions);
        sessions.revoke(
                caller,
                call.id("id").orElseThrow(() -> Refusal.of(Code.NOT_FOUND, "none of your sessions has this id")),
                Clients.of(call.request()));
        return HttpResponse.of(204);
    }

    private static String text(Json.Obj body, String name) {
        return ((Json.Str) body.member(name)).value();
    }
}
