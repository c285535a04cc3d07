package larder.adapter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import larder.domain.InvalidValue;
import larder.domain.session.AccountName;
import larder.domain.session.ClientAddress;
import larder.domain.session.Password;
import larder.domain.session.PasswordHash;
import larder.domain.session.Role;
import larder.domain.session.SessionLifetime;
import larder.domain.session.SessionToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of accounts and sessions. */
final class SessionValuesTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Made by another implementation, with the salt of 16 bytes 0 to 15. */
    @Test
    void a_hash_is_what_others_call_PBKDF2_with_HMAC_SHA_512() {
        PasswordHash hash = new PasswordHash(
                "$pbkdf2-sha512$i=1000$AAECAwQFBgcICQoLDA0ODw$3MGTr7+VFjNfwwRxaz8SsDNBmnHkr/as2IyZah0mbh4");
        assertTrue(hash.matches(new Password("Passwort mit \u00fc")));
        assertTrue(hash.matches(new Password("Passwort mit u\u0308")), "however the keyboard spells it");
        assertFalse(hash.matches(new Password("Passwort mit u")));
    }

    @Test
    void two_hashes_of_one_password_share_nothing() {
        Password password = new Password("correct horse battery");
        PasswordHash one = PasswordHash.of(password, 10, RANDOM);
        PasswordHash other = PasswordHash.of(password, 10, RANDOM);
        assertNotEquals(one, other);
        assertNotEquals(one.stamp(), other.stamp());
        assertTrue(one.matches(password) && other.matches(password));
        assertFalse(PasswordHash.ofNobody(10, RANDOM).matches(password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$pbkdf2-sha512$i=0$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODwAAECAwQFBgcICQoLDA0OA",
                "$pbkdf2-sha512$i=99999999$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODwAAECAwQFBgcICQoLDA0OA"
            })
    void what_is_no_hash_is_refused_without_being_shown(String text) {
        InvalidValue refused = assertThrows(InvalidValue.class, () -> new PasswordHash(text));
        assertFalse(text.length() > 1 && String.valueOf(refused.getMessage()).contains(text));
    }

    @Test
    void a_password_is_bounded_before_anything_is_done_with_it() {
        assertEquals(256, new Password("x".repeat(256)).value().length());
        assertThrows(InvalidValue.class, () -> new Password("x".repeat(257)));
        assertThrows(InvalidValue.class, () -> new Password(""));
        assertThrows(InvalidValue.class, () -> Password.chosen("elevenchars"));
        assertThrows(InvalidValue.class, () -> Password.chosen(" twelve chars"));
        assertEquals("twelve chars", Password.chosen("twelve chars").value());
    }

    @Test
    void tokens_are_256_random_bits_and_never_the_same() {
        AccountName admin = new AccountName("admin");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            SessionToken token = SessionToken.next(admin, RANDOM);
            assertTrue(seen.add(token.reveal()) && seen.add(token.id().digest()));
            assertEquals(
                    token.id(), SessionToken.parse(token.reveal()).orElseThrow().id());
            assertEquals(admin, token.account());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Admin",
                "a b",
                "a.b",
                "a}",
                "{a",
                "a:b",
                "a\n",
                "\u00e9",
                "aaaaaaaaaabbbbbbbbbbccccccccccddd"
            })
    void an_account_has_one_spelling(String name) {
        assertThrows(InvalidValue.class, () -> new AccountName(name));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "[2001:db8:1:2::1], 20010db800010002/64",
        "fe80::1%eth0, fe80000000000000/64",
        "::1, 0000000000000000/64",
        "example.com, unknown",
        "'', unknown"
    })
    void a_client_of_ipv6_is_its_network(String address, String counted) {
        assertEquals(counted, ClientAddress.of(address).value());
    }

    @Test
    void an_admin_may_do_what_an_editor_may_and_not_the_other_way_round() {
        assertTrue(Role.of("admin").covers(Role.EDITOR) && Role.ADMIN.covers(Role.ADMIN));
        assertTrue(Role.of("editor").covers(Role.EDITOR) && !Role.EDITOR.covers(Role.ADMIN));
        assertThrows(InvalidValue.class, () -> Role.of("ADMIN"));
    }

    @Test
    void a_session_lasts_no_longer_unused_than_at_all() {
        assertThrows(InvalidValue.class, () -> new SessionLifetime(Duration.ofHours(2), Duration.ofHours(1)));
        assertThrows(InvalidValue.class, () -> new SessionLifetime(Duration.ZERO, Duration.ofHours(1)));
        assertThrows(InvalidValue.class, () -> new SessionLifetime(Duration.ofHours(1), Duration.ofDays(31)));
    }
}
