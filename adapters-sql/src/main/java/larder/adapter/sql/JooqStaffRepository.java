package larder.adapter.sql;

import static larder.adapter.sql.generated.Tables.DEPARTMENTS;
import static larder.adapter.sql.generated.Tables.EMPLOYEES;
import static org.jooq.impl.DSL.inline;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import larder.domain.InvalidValue;
import larder.domain.port.Query;
import larder.domain.port.StaffRepository;
import larder.domain.port.UnreadableRow;
import larder.domain.port.Versioned;
import larder.domain.staff.Department;
import larder.domain.staff.DepartmentId;
import larder.domain.staff.DepartmentName;
import larder.domain.staff.DirectoryEntry;
import larder.domain.staff.Employee;
import larder.domain.staff.EmployeeId;
import larder.domain.staff.EmployeeName;
import larder.domain.staff.JobTitle;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record3;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The staff in the tables {@code employees} and {@code departments} of PostgreSQL or MySQL. */
final class JooqStaffRepository implements StaffRepository {
    private final Queries queries;

    /** To render a query takes longer than to find its answer in a cache; this one is always the same. */
    private volatile @Nullable Query<List<DirectoryEntry>> whole;

    JooqStaffRepository(Queries queries) {
        this.queries = queries;
    }

    @Override
    public Optional<Versioned<Employee>> find(EmployeeId id) {
        return queries.ask(sql -> sql.selectFrom(EMPLOYEES)
                .where(EMPLOYEES.ID.eq(id.value()))
                .fetchOptional(JooqStaffRepository::versioned));
    }

    @Override
    public Map<EmployeeId, Versioned<Employee>> findAll(Collection<EmployeeId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return queries.ask(sql -> sql
                .selectFrom(EMPLOYEES)
                .where(EMPLOYEES.ID.in(
                        ids.stream().map(EmployeeId::value).distinct().toList()))
                .fetch(JooqStaffRepository::versioned)
                .stream()
                .collect(Collectors.toMap(row -> row.value().id(), Function.identity())));
    }

    @Override
    public Query<List<DirectoryEntry>> directory() {
        Query<List<DirectoryEntry>> rendered = whole;
        if (rendered == null) {
            rendered = directory(DSL.noCondition());
            whole = rendered;
        }
        return rendered;
    }

    @Override
    public Query<List<DirectoryEntry>> directory(DepartmentName department) {
        return directory(DEPARTMENTS.NAME.eq(department.value()));
    }

    private Query<List<DirectoryEntry>> directory(Condition meant) {
        return queries.query(
                sql -> sql.select(EMPLOYEES.NAME, DEPARTMENTS.NAME, EMPLOYEES.JOB_TITLE)
                        .from(EMPLOYEES)
                        .join(DEPARTMENTS)
                        .on(EMPLOYEES.DEPT_ID.eq(DEPARTMENTS.ID))
                        .where(meant)
                        .orderBy(EMPLOYEES.ID),
                JooqStaffRepository::entry);
    }

    @Override
    public Optional<Department> find(DepartmentId id) {
        return queries.ask(sql -> sql.selectFrom(DEPARTMENTS)
                .where(DEPARTMENTS.ID.eq(id.value()))
                .fetchOptional(JooqStaffRepository::department));
    }

    @Override
    public Changed change(EmployeeId id, UnaryOperator<Employee> change) {
        try {
            return queries.inTransaction(sql -> changed(sql, id, change));
        } catch (IntegrityConstraintViolationException refused) {
            if (SqlFailures.missingReference(refused)) {
                return Changed.NO_SUCH_DEPARTMENT;
            }
            throw refused;
        }
    }

    private static Changed changed(DSLContext sql, EmployeeId id, UnaryOperator<Employee> change) {
        Optional<Employee> old = sql.selectFrom(EMPLOYEES)
                .where(EMPLOYEES.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(JooqStaffRepository::employee);
        if (old.isEmpty()) {
            return Changed.NO_SUCH_EMPLOYEE;
        }
        Employee employee = change.apply(old.get());
        if (!employee.id().equals(id)) {
            throw new IllegalStateException("a change must keep the id of the employee");
        }
        sql.update(EMPLOYEES)
                .set(EMPLOYEES.NAME, employee.name().value())
                .set(EMPLOYEES.JOB_TITLE, employee.title().value())
                .set(EMPLOYEES.DEPT_ID, employee.department().value())
                .set(EMPLOYEES.VERSION, EMPLOYEES.VERSION.plus(inline(1L)))
                .where(EMPLOYEES.ID.eq(id.value()))
                .execute();
        return Changed.CHANGED;
    }

    @Override
    public Renamed rename(DepartmentId id, Function<Department, DepartmentName> rename) {
        return queries.inTransaction(sql -> {
            Optional<Department> old = sql.selectFrom(DEPARTMENTS)
                    .where(DEPARTMENTS.ID.eq(id.value()))
                    .forUpdate()
                    .fetchOptional(JooqStaffRepository::department);
            if (old.isEmpty()) {
                return Renamed.NO_SUCH_DEPARTMENT;
            }
            sql.update(DEPARTMENTS)
                    .set(DEPARTMENTS.NAME, rename.apply(old.get()).value())
                    .set(DEPARTMENTS.VERSION, DEPARTMENTS.VERSION.plus(inline(1L)))
                    .where(DEPARTMENTS.ID.eq(id.value()))
                    .execute();
            return Renamed.RENAMED;
        });
    }

    private static Versioned<Employee> versioned(Record row) {
        return new Versioned<>(employee(row), row.get(EMPLOYEES.VERSION));
    }

    private static Employee employee(Record row) {
        try {
            return new Employee(
                    new EmployeeId(row.get(EMPLOYEES.ID)),
                    new EmployeeName(row.get(EMPLOYEES.NAME)),
                    new JobTitle(row.get(EMPLOYEES.JOB_TITLE)),
                    new DepartmentId(row.get(EMPLOYEES.DEPT_ID)));
        } catch (InvalidValue refused) {
            throw new UnreadableRow(
                    "the row of employees with id " + row.get(EMPLOYEES.ID) + " is not an employee", refused);
        }
    }

    private static Department department(Record row) {
        try {
            return new Department(
                    new DepartmentId(row.get(DEPARTMENTS.ID)), new DepartmentName(row.get(DEPARTMENTS.NAME)));
        } catch (InvalidValue refused) {
            throw new UnreadableRow(
                    "the row of departments with id " + row.get(DEPARTMENTS.ID) + " is not a department", refused);
        }
    }

    private static DirectoryEntry entry(Record3<String, String, String> row) {
        try {
            return new DirectoryEntry(
                    new EmployeeName(row.value1()), new DepartmentName(row.value2()), new JobTitle(row.value3()));
        } catch (InvalidValue refused) {
            throw new UnreadableRow("a row of employees or departments breaks a rule of the directory", refused);
        }
    }
}
