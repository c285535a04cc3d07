package larder.adapter.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import larder.domain.port.AccountRepository;
import larder.domain.session.Account;
import larder.domain.session.AccountName;
import larder.domain.session.PasswordHash;

/** Accounts in a map. */
final class InMemoryAccountRepository implements AccountRepository {
    private final Map<AccountName, Account> accounts = new ConcurrentHashMap<>();

    @Override
    public Optional<Account> find(AccountName name) {
        return Optional.ofNullable(accounts.get(name));
    }

    @Override
    public Added add(Account account) {
        return accounts.putIfAbsent(account.name(), account) == null ? Added.ADDED : Added.NAME_TAKEN;
    }

    @Override
    public Replaced replacePassword(AccountName name, PasswordHash expected, PasswordHash next) {
        Account account = accounts.get(name);
        return account != null
                        && account.password().equals(expected)
                        && accounts.replace(name, account, new Account(name, next, account.role()))
                ? Replaced.REPLACED
                : Replaced.NOT_AS_EXPECTED;
    }
}
