package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.ACCOUNTS;

import java.util.Optional;
import larder.domain.InvalidValue;
import larder.domain.port.AccountRepository;
import larder.domain.port.UnreadableRow;
import larder.domain.session.Account;
import larder.domain.session.AccountName;
import larder.domain.session.PasswordHash;
import larder.domain.session.Role;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;

/** Accounts in the table {@code accounts} of PostgreSQL or MySQL. */
final class JooqAccountRepository implements AccountRepository {
    private final Queries queries;

    JooqAccountRepository(Queries queries) {
        this.queries = queries;
    }

    @Override
    public Optional<Account> find(AccountName name) {
        return queries.ask(sql -> sql.selectFrom(ACCOUNTS)
                .where(ACCOUNTS.NAME.eq(name.value()))
                .fetchOptional(JooqAccountRepository::account));
    }

    @Override
    public Added add(Account account) {
        try {
            queries.ask(sql -> sql.insertInto(ACCOUNTS, ACCOUNTS.NAME, ACCOUNTS.PASSWORD_HASH, ACCOUNTS.ROLE)
                    .values(
                            account.name().value(),
                            account.password().encoded(),
                            account.role().toString())
                    .execute());
            return Added.ADDED;
        } catch (IntegrityConstraintViolationException refused) {
            if (SqlFailures.duplicateKey(refused)) {
                return Added.NAME_TAKEN;
            }
            throw refused;
        }
    }

    @Override
    public Replaced replacePassword(AccountName name, PasswordHash expected, PasswordHash next) {
        int rows = queries.ask(sql -> sql.update(ACCOUNTS)
                .set(ACCOUNTS.PASSWORD_HASH, next.encoded())
                .where(ACCOUNTS.NAME.eq(name.value()))
                .and(ACCOUNTS.PASSWORD_HASH.eq(expected.encoded()))
                .execute());
        return rows == 0 ? Replaced.NOT_AS_EXPECTED : Replaced.REPLACED;
    }

    private static Account account(Record row) {
        try {
            return new Account(
                    new AccountName(row.get(ACCOUNTS.NAME)),
                    new PasswordHash(row.get(ACCOUNTS.PASSWORD_HASH)),
                    Role.of(row.get(ACCOUNTS.ROLE)));
        } catch (InvalidValue refused) {
            throw new UnreadableRow(
                    "the row of accounts with name " + row.get(ACCOUNTS.NAME) + " is not an account", refused);
        }
    }
}
