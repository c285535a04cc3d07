package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import larder.domain.port.AccountRepository;
import larder.domain.port.AccountRepository.Added;
import larder.domain.port.AccountRepository.Replaced;
import larder.domain.session.Account;
import larder.domain.session.AccountName;
import larder.domain.session.PasswordHash;
import larder.domain.session.Role;
import org.junit.jupiter.api.Test;

/** What every {@link AccountRepository} must do. */
public abstract class AccountRepositoryContract {
    private static final RandomGenerator RANDOM = new SecureRandom();
    private static final AccountName ADMIN = new AccountName("admin");

    /** What is tested: with no accounts. */
    protected abstract AccountRepository repository();

    /** A second repository over the same accounts, as another process has one; the same one if there can be no second. */
    protected abstract AccountRepository elsewhere();

    @Test
    void an_account_that_was_added_is_found_elsewhere() {
        for (Role role : Role.values()) {
            Account account = new Account(new AccountName(role.toString()), hash(), role);
            assertEquals(Added.ADDED, repository().add(account));
            assertEquals(Optional.of(account), elsewhere().find(account.name()));
        }
        assertEquals(Optional.empty(), repository().find(new AccountName("nobody")));
    }

    @Test
    void a_name_is_given_once() {
        Account first = new Account(ADMIN, hash(), Role.ADMIN);
        repository().add(first);
        assertEquals(Added.NAME_TAKEN, elsewhere().add(new Account(ADMIN, hash(), Role.EDITOR)));
        assertEquals(Optional.of(first), repository().find(ADMIN));
    }

    @Test
    void of_a_crowd_one_adds_the_account() {
        List<Added> all = Crowd.together(
                10,
                caller -> (caller % 2 == 0 ? repository() : elsewhere()).add(new Account(ADMIN, hash(), Role.ADMIN)));
        assertEquals(1, Collections.frequency(all, Added.ADDED));
    }

    @Test
    void a_password_is_replaced_only_if_it_is_the_expected_one() {
        PasswordHash first = hash();
        PasswordHash second = hash();
        repository().add(new Account(ADMIN, first, Role.EDITOR));
        assertEquals(Replaced.NOT_AS_EXPECTED, repository().replacePassword(ADMIN, second, hash()));
        assertEquals(Replaced.REPLACED, elsewhere().replacePassword(ADMIN, first, second));
        assertEquals(
                Optional.of(new Account(ADMIN, second, Role.EDITOR)),
                repository().find(ADMIN));
        assertEquals(Replaced.NOT_AS_EXPECTED, repository().replacePassword(new AccountName("nobody"), first, second));
    }

    @Test
    void of_a_crowd_that_expects_the_same_password_one_replaces_it() {
        PasswordHash first = hash();
        repository().add(new Account(ADMIN, first, Role.ADMIN));
        List<PasswordHash> next = IntStream.range(0, 10).mapToObj(_ -> hash()).toList();
        List<Replaced> all = Crowd.together(
                10,
                caller ->
                        (caller % 2 == 0 ? repository() : elsewhere()).replacePassword(ADMIN, first, next.get(caller)));
        assertEquals(1, Collections.frequency(all, Replaced.REPLACED));
        PasswordHash left = repository().find(ADMIN).orElseThrow().password();
        assertTrue(all.get(next.indexOf(left)) == Replaced.REPLACED);
    }

    private static PasswordHash hash() {
        return PasswordHash.ofNobody(1, RANDOM);
    }
}
