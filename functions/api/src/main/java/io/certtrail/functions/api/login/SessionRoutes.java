package io.certtrail.functions.api.login;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.SessionText;
import io.certtrail.domain.login.Sessions;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.Clients;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.json.Json;
import java.util.List;

/**
 * Sessions and their end. These routes need no role, only a session, and look at it themselves; {@link LoginRoutes} open
 * one.
 */
public final class SessionRoutes {
    static final String TAG = "Sessions";
    static final String CSRF = "With a cookie, what changes something needs the header X-CSRF-Token.";

    private final Sessions sessions;

    public SessionRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    public List<Route> routes() {
        return List.of(logout(), session(), all(), revoking());
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
}
