package larder.domain.port;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import larder.domain.staff.Department;
import larder.domain.staff.DepartmentId;
import larder.domain.staff.DepartmentName;
import larder.domain.staff.DirectoryEntry;
import larder.domain.staff.Employee;
import larder.domain.staff.EmployeeId;

/**
 * Where the staff is kept for good.
 *
 * <ul>
 *   <li>A read MUST see every change that was committed before it began.
 *   <li>The version of a row MUST be the one that it had when the value was read, in one step, and MUST rise with every change.
 *   <li>Every method MUST throw {@link RepositoryUnavailable}, with the cause, when the database is refused, cut off, too
 *       busy or too slow, and MUST do so within a bound.
 *   <li>A row that breaks the domain's rules MUST be an {@link UnreadableRow}, never absent.
 *   <li>A write MUST be committed when the method returns.
 * </ul>
 */
public interface StaffRepository {
    /** The table of employees, as a {@link Query} names it. */
    String EMPLOYEES_TABLE = "employees";

    /** The table of departments, as a {@link Query} names it. */
    String DEPARTMENTS_TABLE = "departments";

    Optional<Versioned<Employee>> find(EmployeeId id);

    /** Those of the ids that exist, in one query. MUST answer empty for no ids, without a query. */
    Map<EmployeeId, Versioned<Employee>> findAll(Collection<EmployeeId> ids);

    /** The directory in the order of the employees' ids. */
    Query<List<DirectoryEntry>> directory();

    /** The part of the directory that is of one department. */
    Query<List<DirectoryEntry>> directory(DepartmentName department);

    /** A department as it stands; empty when there is none. */
    Optional<Department> find(DepartmentId id);

    /**
     * Replaces an employee by what {@code change} makes of it, as one step: no change MUST come between. {@code change} MUST NOT be
     * called when there is no such employee, MUST keep the id, and may be called again for a newer one; if it throws, nothing is
     * changed and its exception is passed on. MUST leave everything as it is unless the employee and the department exist.
     */
    Changed change(EmployeeId id, UnaryOperator<Employee> change);

    /** Gives a department the name that {@code rename} makes of it, under the same rules as {@link #change}. */
    Renamed rename(DepartmentId id, Function<Department, DepartmentName> rename);

    /** How {@link #change} ended. */
    enum Changed {
        CHANGED,
        NO_SUCH_EMPLOYEE,
        NO_SUCH_DEPARTMENT
    }

    /** How {@link #rename} ended. */
    enum Renamed {
        RENAMED,
        NO_SUCH_DEPARTMENT
    }
}
