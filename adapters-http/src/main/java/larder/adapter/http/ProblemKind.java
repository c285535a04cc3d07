package larder.adapter.http;

import java.util.Locale;

/** Every way in which a request may fail. The name, in lower case with dashes, is the end of a problem's type. */
enum ProblemKind {
    INVALID_REQUEST(400, "The request is not valid"),
    INVALID_BODY(400, "The body is not what is asked for"),
    SESSION_REQUIRED(401, "A session is required"),
    LOGIN_REFUSED(401, "The login is refused"),
    ROLE_TOO_SMALL(403, "The role does not allow it"),
    FROM_ANOTHER_SITE(403, "The request comes from another site"),
    NOT_FOUND(404, "There is nothing here"),
    NO_SUCH_USER(404, "There is no such user"),
    NO_SUCH_ORDER(404, "There is no such order"),
    NO_SUCH_EMPLOYEE(404, "There is no such employee"),
    NO_SUCH_PRODUCT(404, "There is no such product"),
    NO_SUCH_DEPARTMENT(404, "There is no such department"),
    NO_SUCH_REGION(404, "There is no such region of the cache"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "There is none of the accepted types"),
    TOO_SLOW(408, "The request came too slowly"),
    ID_TAKEN(409, "The id is taken"),
    PRECONDITION_FAILED(412, "The precondition does not hold"),
    BODY_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_BODY(415, "The body is of an unsupported type"),
    INVALID_VALUE(422, "A value breaks a rule"),
    NO_SUCH_CUSTOMER(422, "There is no such customer"),
    TOO_MANY_REQUESTS(429, "Too much was sent"),
    TOO_MANY_VIEWS(429, "Too many views wait"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    UNREADABLE_ROW(500, "A row of the database breaks a rule"),
    UNEXPECTED(500, "Something unexpected went wrong"),
    DATABASE_UNAVAILABLE(503, "The database is unavailable"),
    SESSIONS_UNAVAILABLE(503, "The sessions are unavailable"),
    CACHE_UNAVAILABLE(503, "The cache is unavailable"),
    OVERLOADED(503, "Too much is under way"),
    VIEW_IN_DOUBT(503, "It is not known whether the view counts"),
    STOPPING(503, "The server is stopping"),
    UNSPOKEN_HTTP(505, "This version of HTTP is not spoken here");

    private final int status;
    private final String title;
    private final String type;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
        this.type = "urn:larder:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String type() {
        return type;
    }
}
