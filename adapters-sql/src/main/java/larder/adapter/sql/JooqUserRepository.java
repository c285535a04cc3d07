package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.LARDER_SEQUENCE;
import static larder.adapter.sql.generated.Tables.USERS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import larder.domain.InvalidValue;
import larder.domain.port.UnreadableRow;
import larder.domain.port.UserRepository;
import larder.domain.port.Versioned;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.SelectJoinStep;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.SQLDataType;

/** Users in the table {@code users} of PostgreSQL or MySQL. */
final class JooqUserRepository implements UserRepository {
    private static final String SEQUENCE = "users";

    private final Queries queries;

    JooqUserRepository(Queries queries) {
        this.queries = queries;
    }

    @Override
    public Optional<Versioned<User>> find(UserId id) {
        return queries.ask(
                sql -> rows(sql).where(USERS.ID.eq(id.value())).fetchOptional(JooqUserRepository::versioned));
    }

    @Override
    public Map<UserId, Versioned<User>> findAll(Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return queries.ask(sql -> rows(sql)
                .where(USERS.ID.in(ids.stream().map(UserId::value).distinct().toList()))
                .fetch(JooqUserRepository::versioned)
                .stream()
                .collect(Collectors.toMap(row -> row.value().id(), Function.identity())));
    }

    @Override
    public UserId nextId() {
        long next = queries.inTransaction(sql -> {
            raiseSequence(sql);
            long last = sql.select(LARDER_SEQUENCE.LAST)
                    .from(LARDER_SEQUENCE)
                    .where(LARDER_SEQUENCE.NAME.eq(SEQUENCE))
                    .fetchSingle()
                    .value1();
            if (last > Integer.MAX_VALUE) {
                throw new IllegalStateException("no user id is left: " + Integer.MAX_VALUE + " is the last");
            }
            return last;
        });
        return new UserId((int) next);
    }

    /** Takes the lock of the sequence's row, so that of racing callers each sees the number of the one before. */
    private static void raiseSequence(DSLContext sql) {
        int rows = sql.update(LARDER_SEQUENCE)
                .set(
                        LARDER_SEQUENCE.LAST,
                        greatest(
                                        LARDER_SEQUENCE.LAST,
                                        coalesce(
                                                field(select(max(USERS.ID).cast(SQLDataType.BIGINT))
                                                        .from(USERS)),
                                                inline(0L)))
                                .plus(inline(1L)))
                .where(LARDER_SEQUENCE.NAME.eq(SEQUENCE))
                .execute();
        if (rows != 1) {
            throw new IllegalStateException("larder_sequence has no row for " + SEQUENCE
                    + ": put it back with INSERT INTO larder_sequence (name, last) VALUES ('" + SEQUENCE + "', 0)");
        }
    }

    @Override
    public Added add(User user) {
        try {
            queries.ask(sql -> sql.insertInto(USERS, USERS.ID, USERS.NAME, USERS.EMAIL)
                    .values(user.id().value(), user.name().value(), user.email().value())
                    .execute());
            return Added.ADDED;
        } catch (IntegrityConstraintViolationException refused) {
            if (SqlFailures.duplicateKey(refused)) {
                return Added.ID_TAKEN;
            }
            throw refused;
        }
    }

    @Override
    public Optional<User> change(UserId id, UnaryOperator<User> change) {
        return queries.inTransaction(sql -> rows(sql)
                .where(USERS.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(JooqUserRepository::user)
                .map(old -> replaced(sql, old, change.apply(old))));
    }

    private static User replaced(DSLContext sql, User old, User changed) {
        if (!changed.id().equals(old.id())) {
            throw new IllegalStateException("a change must keep the id of the user");
        }
        sql.update(USERS)
                .set(USERS.NAME, changed.name().value())
                .set(USERS.EMAIL, changed.email().value())
                .set(USERS.VERSION, USERS.VERSION.plus(inline(1L)))
                .where(USERS.ID.eq(old.id().value()))
                .execute();
        return changed;
    }

    @Override
    public Removed remove(UserId id) {
        int rows = queries.ask(
                sql -> sql.deleteFrom(USERS).where(USERS.ID.eq(id.value())).execute());
        return rows == 0 ? Removed.NO_SUCH_USER : Removed.REMOVED;
    }

    @Override
    public Removed remove(UserId id, Consumer<User> check) {
        return queries.inTransaction(sql -> {
            Optional<User> there =
                    rows(sql).where(USERS.ID.eq(id.value())).forUpdate().fetchOptional(JooqUserRepository::user);
            if (there.isEmpty()) {
                return Removed.NO_SUCH_USER;
            }
            check.accept(there.get());
            sql.deleteFrom(USERS).where(USERS.ID.eq(id.value())).execute();
            return Removed.REMOVED;
        });
    }

    private static SelectJoinStep<Record4<Integer, String, String, Long>> rows(DSLContext sql) {
        return sql.select(USERS.ID, USERS.NAME, USERS.EMAIL, USERS.VERSION).from(USERS);
    }

    private static Versioned<User> versioned(Record4<Integer, String, String, Long> row) {
        return new Versioned<>(user(row), row.value4());
    }

    private static User user(Record4<Integer, String, String, Long> row) {
        try {
            return new User(new UserId(row.value1()), new UserName(row.value2()), new EmailAddress(row.value3()));
        } catch (InvalidValue refused) {
            throw new UnreadableRow("the row of users with id " + row.value1() + " is not a user", refused);
        }
    }
}
