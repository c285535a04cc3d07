package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import larder.domain.port.Query;
import larder.domain.port.StaffRepository;
import larder.domain.port.StaffRepository.Changed;
import larder.domain.port.StaffRepository.Renamed;
import larder.domain.port.Versioned;
import larder.domain.staff.Department;
import larder.domain.staff.DepartmentId;
import larder.domain.staff.DepartmentName;
import larder.domain.staff.DirectoryEntry;
import larder.domain.staff.Employee;
import larder.domain.staff.EmployeeId;
import larder.domain.staff.EmployeeName;
import larder.domain.staff.JobTitle;
import org.junit.jupiter.api.Test;

/** What every {@link StaffRepository} must do. */
public abstract class StaffRepositoryContract {
    private static final Department FINANCE = department(1, "Finance");
    private static final Department IT = department(3, "IT");
    private static final Employee ALICE = employee(1, "Alice Johnson", "Accountant", 1);
    private static final Employee CHARLIE = employee(3, "Charlie Brown", "Software Engineer", 3);

    /** The departments that are there when a test begins. */
    public static final List<Department> DEPARTMENTS = List.of(FINANCE, IT);

    /** The employees that are there when a test begins. */
    public static final List<Employee> EMPLOYEES = List.of(ALICE, CHARLIE);

    /** What is tested: with {@link #DEPARTMENTS} and {@link #EMPLOYEES}, and nobody else. */
    protected abstract StaffRepository repository();

    /** A second repository over the same staff, as another process has one; the same one if there can be no second. */
    protected abstract StaffRepository elsewhere();

    @Test
    void an_employee_is_found_by_number() {
        assertEquals(Optional.of(ALICE), repository().find(ALICE.id()).map(Versioned::value));
        assertEquals(Optional.empty(), repository().find(new EmployeeId(2)));
    }

    @Test
    void of_several_those_that_exist_are_found() {
        assertEquals(
                Map.of(ALICE.id(), ALICE, CHARLIE.id(), CHARLIE),
                Rows.values(repository().findAll(List.of(CHARLIE.id(), new EmployeeId(2), ALICE.id()))));
        assertEquals(Map.of(), repository().findAll(List.of()));
    }

    @Test
    void the_directory_joins_employees_and_departments() {
        assertEquals(
                List.of(
                        entry("Alice Johnson", "Finance", "Accountant"),
                        entry("Charlie Brown", "IT", "Software Engineer")),
                repository().directory().answer().get());
        assertEquals(
                List.of(entry("Charlie Brown", "IT", "Software Engineer")),
                repository().directory(new DepartmentName("IT")).answer().get());
        assertEquals(
                List.of(),
                repository().directory(new DepartmentName("it")).answer().get());
    }

    @Test
    void the_directory_depends_on_both_tables() {
        Set<String> both = Set.of(StaffRepository.EMPLOYEES_TABLE, StaffRepository.DEPARTMENTS_TABLE);
        assertEquals(both, repository().directory().tables());
        assertEquals(both, repository().directory(new DepartmentName("IT")).tables());
    }

    @Test
    void another_question_has_another_fingerprint_and_the_same_one_the_same_everywhere() {
        Set<String> fingerprints = new HashSet<>();
        fingerprints.add(repository().directory().fingerprint());
        for (String name : List.of("IT", "it", "I", "T", "IT IT", "' OR 1=1", "?")) {
            String fingerprint =
                    repository().directory(new DepartmentName(name)).fingerprint();
            assertEquals(
                    fingerprint, elsewhere().directory(new DepartmentName(name)).fingerprint());
            fingerprints.add(fingerprint);
        }
        assertEquals(8, fingerprints.size());
    }

    @Test
    void an_answer_is_of_the_time_when_it_is_asked_for() {
        Query<List<DirectoryEntry>> asked = repository().directory();
        elsewhere().rename(department(1, "Money"));
        assertEquals(
                entry("Alice Johnson", "Money", "Accountant"),
                asked.answer().get().getFirst());
        elsewhere().change(employee(1, "Alice Johnson", "Clerk", 3));
        assertEquals(entry("Alice Johnson", "IT", "Clerk"), asked.answer().get().getFirst());
    }

    @Test
    void a_change_is_kept_and_leaves_the_others_alone() {
        Employee changed = employee(1, "Alice Smith", "Clerk", 3);
        assertEquals(Changed.CHANGED, repository().change(changed));
        assertEquals(Optional.of(changed), elsewhere().find(ALICE.id()).map(Versioned::value));
        assertEquals(Changed.CHANGED, repository().change(changed), "once more changes nothing, and is no failure");
        assertEquals(Optional.of(CHARLIE), elsewhere().find(CHARLIE.id()).map(Versioned::value));
    }

    @Test
    void the_version_rises_with_a_change_however_it_is_read() {
        long version = repository().find(ALICE.id()).orElseThrow().version();
        repository().change(employee(1, "Alice Smith", "Clerk", 3));
        Versioned<Employee> changed = elsewhere().find(ALICE.id()).orElseThrow();
        assertTrue(changed.version() > version, changed::toString);
        assertEquals(Map.of(ALICE.id(), changed), elsewhere().findAll(List.of(ALICE.id())));
    }

    @Test
    void a_change_of_what_is_not_there_changes_nothing() {
        assertEquals(Changed.NO_SUCH_EMPLOYEE, repository().change(employee(2, "Bob", "HR Manager", 1)));
        assertEquals(Optional.empty(), elsewhere().find(new EmployeeId(2)));
        assertEquals(Changed.NO_SUCH_DEPARTMENT, repository().change(employee(1, "Alice", "Clerk", 2)));
        assertEquals(Optional.of(ALICE), elsewhere().find(ALICE.id()).map(Versioned::value));
        assertEquals(Renamed.NO_SUCH_DEPARTMENT, repository().rename(department(2, "Sales")));
    }

    @Test
    void a_department_is_renamed() {
        assertEquals(Renamed.RENAMED, repository().rename(department(3, "Computers")));
        assertEquals(Renamed.RENAMED, repository().rename(department(3, "Computers")));
        assertNotEquals(
                List.of(),
                elsewhere().directory(new DepartmentName("Computers")).answer().get());
    }

    private static DirectoryEntry entry(String employee, String department, String title) {
        return new DirectoryEntry(new EmployeeName(employee), new DepartmentName(department), new JobTitle(title));
    }

    private static Department department(int id, String name) {
        return new Department(new DepartmentId(id), new DepartmentName(name));
    }

    private static Employee employee(int id, String name, String title, int department) {
        return new Employee(
                new EmployeeId(id), new EmployeeName(name), new JobTitle(title), new DepartmentId(department));
    }
}
