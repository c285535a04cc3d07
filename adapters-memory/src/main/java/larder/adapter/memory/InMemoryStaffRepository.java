package larder.adapter.memory;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import larder.domain.port.Query;
import larder.domain.port.StaffRepository;
import larder.domain.port.Versioned;
import larder.domain.staff.Department;
import larder.domain.staff.DepartmentId;
import larder.domain.staff.DepartmentName;
import larder.domain.staff.DirectoryEntry;
import larder.domain.staff.Employee;
import larder.domain.staff.EmployeeId;

/** The staff in two maps, under one lock, since the directory is over both. */
final class InMemoryStaffRepository implements StaffRepository {
    private final Map<DepartmentId, Department> departments = new HashMap<>();
    private final SortedMap<Integer, Versioned<Employee>> employees = new TreeMap<>();

    InMemoryStaffRepository(Collection<Department> departments, Collection<Employee> employees) {
        departments.forEach(department -> this.departments.put(department.id(), department));
        employees.forEach(employee -> this.employees.put(employee.id().value(), new Versioned<>(employee, 1)));
    }

    @Override
    public synchronized Optional<Versioned<Employee>> find(EmployeeId id) {
        return Optional.ofNullable(employees.get(id.value()));
    }

    @Override
    public Map<EmployeeId, Versioned<Employee>> findAll(Collection<EmployeeId> ids) {
        Map<EmployeeId, Versioned<Employee>> found = HashMap.newHashMap(ids.size());
        ids.forEach(id -> find(id).ifPresent(employee -> found.put(id, employee)));
        return found;
    }

    @Override
    public Query<List<DirectoryEntry>> directory() {
        return directory("", _ -> true);
    }

    @Override
    public Query<List<DirectoryEntry>> directory(DepartmentName department) {
        return directory(department.value(), entry -> entry.department().equals(department));
    }

    private Query<List<DirectoryEntry>> directory(String department, Predicate<DirectoryEntry> meant) {
        return new Query<>(sha256(department), Set.of(EMPLOYEES_TABLE, DEPARTMENTS_TABLE), () -> entries(meant));
    }

    private synchronized List<DirectoryEntry> entries(Predicate<DirectoryEntry> meant) {
        return employees.values().stream()
                .map(Versioned::value)
                .map(employee -> new DirectoryEntry(
                        employee.name(),
                        requireNonNull(departments.get(employee.department())).name(),
                        employee.title()))
                .filter(meant)
                .toList();
    }

    @Override
    public synchronized Optional<Department> find(DepartmentId id) {
        return Optional.ofNullable(departments.get(id));
    }

    @Override
    public synchronized Changed change(EmployeeId id, UnaryOperator<Employee> change) {
        Versioned<Employee> before = employees.get(id.value());
        if (before == null) {
            return Changed.NO_SUCH_EMPLOYEE;
        }
        Employee employee = change.apply(before.value());
        if (!employee.id().equals(id)) {
            throw new IllegalStateException("a change must keep the id of the employee");
        }
        if (!departments.containsKey(employee.department())) {
            return Changed.NO_SUCH_DEPARTMENT;
        }
        employees.put(id.value(), new Versioned<>(employee, before.version() + 1));
        return Changed.CHANGED;
    }

    @Override
    public synchronized Renamed rename(DepartmentId id, Function<Department, DepartmentName> rename) {
        Department renamed =
                departments.computeIfPresent(id, (_, department) -> new Department(id, rename.apply(department)));
        return renamed == null ? Renamed.NO_SUCH_DEPARTMENT : Renamed.RENAMED;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
