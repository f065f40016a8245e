package io.certtrail.functions.api.login;

import io.certtrail.aws.lambda.HttpResponse;
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
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.SameOrigin;
import io.certtrail.ledger.json.Json;
import java.util.List;

/**
 * The routes that look at a password, which takes a long time and much memory on purpose: the function {@code login}
 * answers them, and they need no role. The function {@code api} declares them, so that its document has every route.
 */
public final class LoginRoutes {
    private final LoginDesk logins;
    private final Sessions sessions;
    private final UserDesk users;
    private final RememberedTenants tenants;
    private final String usualTenant;

    /** @param usualTenant whose login it is if none is named */
    public LoginRoutes(
            LoginDesk logins, Sessions sessions, UserDesk users, RememberedTenants tenants, String usualTenant) {
        this.logins = logins;
        this.sessions = sessions;
        this.users = users;
        this.tenants = tenants;
        this.usualTenant = usualTenant;
    }

    public List<Route> routes() {
        return List.of(login(this::login), password(this::changePassword));
    }

    /** The same routes where nobody answers them: whoever comes by a path that is only nearly theirs is refused. */
    public static List<Route> declared() {
        Route.Action refusing = _ -> {
            throw Refusal.of(Code.NOT_FOUND, "a function of its own answers this, at exactly the path of its route");
        };
        return List.of(login(refusing), password(refusing));
    }

    private static Route login(Route.Action action) {
        return Route.post("/api/auth/login", "login")
                .tag(SessionRoutes.TAG)
                .summary("Sign in by name and password")
                .body(AuthSchemas.LOGIN)
                .answers(
                        Answer.json(200, "A session is open", AuthSchemas.OPENED)
                                .header("Set-Cookie", "The session, unless its token was asked for"),
                        Answer.problem(401, "The user name or the password is wrong"),
                        Answer.problem(403, "A page of another site sent this"),
                        Answer.problem(429, "There were too many attempts, by this name or from this address"))
                .by(action);
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

    private static Route password(Route.Action action) {
        return Route.post("/api/auth/password", "changePassword")
                .tag(SessionRoutes.TAG)
                .summary("Change the caller's own password; all their other sessions end")
                .description("Needs a session. " + SessionRoutes.CSRF)
                .body(AuthSchemas.PASSWORD)
                .answers(
                        Answer.empty(204, "It is changed"),
                        Answer.problem(401, "There is no session, or the password is not that"),
                        Answer.problem(403, "A page of another site may have sent this"),
                        Answer.problem(429, "There were too many attempts"))
                .by(action);
    }

    private HttpResponse changePassword(Call call) {
        Sessions.Known caller = CallersSession.of(call.request(), sessions);
        Json.Obj body = call.object();
        User _ = logins.changePassword(
                caller, text(body, "password"), text(body, "newPassword"), users, Clients.of(call.request()));
        return HttpResponse.of(204);
    }

    private static String text(Json.Obj body, String name) {
        return ((Json.Str) body.member(name)).value();
    }
}
