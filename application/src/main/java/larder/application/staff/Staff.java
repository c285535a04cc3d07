package larder.application.staff;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import larder.application.query.QueryResults;
import larder.application.query.Tables;
import larder.application.readthrough.Answer;
import larder.application.readthrough.Overloaded;
import larder.application.readthrough.ReadThrough;
import larder.domain.port.RepositoryUnavailable;
import larder.domain.port.StaffRepository;
import larder.domain.port.StaffRepository.Changed;
import larder.domain.port.StaffRepository.Renamed;
import larder.domain.staff.Department;
import larder.domain.staff.DepartmentId;
import larder.domain.staff.DepartmentName;
import larder.domain.staff.DirectoryEntry;
import larder.domain.staff.Employee;
import larder.domain.staff.EmployeeId;

/**
 * The staff. An employee is read through the cache by number; the directory is a query result, which a change of an employee
 * or of a department makes the cache forget.
 *
 * <p>Every method throws {@link RepositoryUnavailable} when the database is needed and does not answer, and a read {@link
 * Overloaded} when too many loads are under way.
 */
public final class Staff {
    private final StaffRepository repository;
    private final ReadThrough<EmployeeId, Employee> employees;
    private final QueryResults<List<DirectoryEntry>> directories;
    private final Tables tables;

    public Staff(
            StaffRepository repository,
            ReadThrough<EmployeeId, Employee> employees,
            QueryResults<List<DirectoryEntry>> directories,
            Tables tables) {
        this.repository = repository;
        this.employees = employees;
        this.directories = directories;
        this.tables = tables;
    }

    public Answer<Employee> find(EmployeeId id) {
        return employees.get(id);
    }

    /** Finds several employees, in the order of the ids; each id has an answer. */
    public Map<EmployeeId, Answer<Employee>> findAll(Collection<EmployeeId> ids) {
        return employees.getAll(ids);
    }

    /** The directory of the whole company, or of one department; always found, since it may be empty. */
    public Answer<List<DirectoryEntry>> directory(Optional<DepartmentName> department) {
        return directories.get(department.map(repository::directory).orElseGet(repository::directory));
    }

    /** A department, from the database; empty when there is none. */
    public Optional<Department> find(DepartmentId id) {
        return repository.find(id);
    }

    /**
     * Replaces an employee by what {@code change} makes of it as it stands in the database, which nobody changes in between. What
     * {@code change} throws is passed on, and nothing is changed.
     */
    public Changed change(EmployeeId id, UnaryOperator<Employee> change) {
        try {
            return repository.change(id, change);
        } finally {
            employees.invalidate(List.of(id));
            tables.changed(List.of(StaffRepository.EMPLOYEES_TABLE));
        }
    }

    /** Gives a department another name, in the same way. */
    public Renamed rename(DepartmentId id, Function<Department, DepartmentName> rename) {
        try {
            return repository.rename(id, rename);
        } finally {
            tables.changed(List.of(StaffRepository.DEPARTMENTS_TABLE));
        }
    }
}
