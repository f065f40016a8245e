package io.certtrail.domain.problem;

import java.util.Locale;

/** What kind of refusal this is; callers may switch on its {@link #text}, and the HTTP API answers its status. */
public enum Code {
    INVALID_JSON(400, "The body is not JSON that this API accepts"),
    INVALID_BODY(400, "The body is not of the form that this route takes"),
    INVALID_PARAMETER(400, "A parameter is not of the form that this route takes"),
    UNKNOWN_MEMBER(400, "The body has a member that this route does not know"),
    UNKNOWN_PARAMETER(400, "The query has a parameter that this route does not know"),
    INVALID_CURSOR(400, "The cursor is not one of this search"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    LOGIN_FAILED(401, "The user name or the password is wrong"),
    FORBIDDEN(403, "The role of this token does not allow this"),
    CROSS_SITE(403, "A request with a cookie must come from the console itself"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This path does not take this method"),
    NOT_ACCEPTABLE(406, "This route can't answer in a form that was asked for"),
    ID_CONFLICT(409, "This id stands for another event"),
    ALREADY_THERE(409, "There is one like this already"),
    CONFIRMATION_NEEDED(409, "This drops contents for good, and was not confirmed with their count"),
    USERNAME_TAKEN(409, "This user name is taken"),
    LAST_ADMIN(409, "The last administrator must stay one"),
    EXPORT_FAILED(409, "The export could not be made"),
    GONE(410, "What was here is kept no longer"),
    PRECONDITION_FAILED(412, "What is there is not what the request was made for"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This route does not take a body of this type"),
    INVALID_EVENT(422, "An event can't be recorded as it is"),
    UNKNOWN_ACTION(422, "An action is not in the catalogue"),
    PRECONDITION_REQUIRED(428, "The request does not say what it was made for"),
    TOO_MANY_ATTEMPTS(429, "There were too many attempts to sign in"),
    OUTBOX_BEHIND(429, "Recorded events wait too long for their place in the chain"),
    INTERNAL(500, "Something went wrong here"),
    NOT_IMPLEMENTED(501, "This is not there yet"),
    UNAVAILABLE(503, "This can't be answered just now");

    private final int status;
    private final String title;

    Code(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The status code of HTTP that goes with it (RFC 9110 §15). */
    public int status() {
        return status;
    }

    /** A short sentence for people, the same for every refusal of this kind. */
    public String title() {
        return title;
    }

    /** The name that callers see: lower case with underscores. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
