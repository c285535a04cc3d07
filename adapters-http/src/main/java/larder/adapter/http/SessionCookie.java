package larder.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import larder.domain.session.SessionToken;

/** The cookie that a browser keeps a session in, until it is closed. Scripts do not see it, and other sites do not send it. */
final class SessionCookie {
    private static final String PLAIN = "larder-session";
    /** Browsers take a name that begins so from this host alone, and over TLS alone. */
    private static final String SECURE = "__Host-" + PLAIN;

    private static final String RULES = "; Path=/; HttpOnly; SameSite=Strict";

    private SessionCookie() {}

    /** Depends on how the request came. */
    static String name(HttpServletRequest request) {
        return request.isSecure() ? SECURE : PLAIN;
    }

    static String set(HttpServletRequest request, SessionToken token) {
        return name(request) + "=" + token.reveal() + rules(request);
    }

    static String clear(HttpServletRequest request) {
        return name(request) + "=" + rules(request) + "; Max-Age=0";
    }

    private static String rules(HttpServletRequest request) {
        return request.isSecure() ? RULES + "; Secure" : RULES;
    }
}
