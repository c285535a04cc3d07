package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import larder.domain.session.SessionToken;
import org.junit.jupiter.api.Test;

final class SessionCookieTest {
    private static final String TEXT = "admin." + "x".repeat(43);

    @Test
    void over_tls_the_cookie_is_bound_to_this_host_and_to_tls() {
        HttpServletRequest request = requestWhoseTlsIs(true);

        assertEquals(
                "__Host-larder-session=" + TEXT + "; Path=/; HttpOnly; SameSite=Strict; Secure",
                SessionCookie.set(request, SessionToken.parse(TEXT).orElseThrow()));
        assertEquals(
                "__Host-larder-session=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0",
                SessionCookie.clear(request));
    }

    @Test
    void without_tls_it_has_another_name_so_that_neither_is_taken_for_the_other() {
        assertEquals("larder-session", SessionCookie.name(requestWhoseTlsIs(false)));
    }

    private static HttpServletRequest requestWhoseTlsIs(boolean there) {
        Map<String, Object> answers = Map.of("isSecure", there);
        return (HttpServletRequest) Proxy.newProxyInstance(
                SessionCookieTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (_, method, _) -> answers.get(method.getName()));
    }
}
