package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
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
import org.junit.jupiter.api.RepeatedTest;
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
        rename(elsewhere(), department(1, "Money"));
        assertEquals(
                entry("Alice Johnson", "Money", "Accountant"),
                asked.answer().get().getFirst());
        change(elsewhere(), employee(1, "Alice Johnson", "Clerk", 3));
        assertEquals(entry("Alice Johnson", "IT", "Clerk"), asked.answer().get().getFirst());
    }

    @Test
    void a_change_is_kept_and_leaves_the_others_alone() {
        Employee changed = employee(1, "Alice Smith", "Clerk", 3);
        assertEquals(Changed.CHANGED, change(repository(), changed));
        assertEquals(Optional.of(changed), elsewhere().find(ALICE.id()).map(Versioned::value));
        assertEquals(Changed.CHANGED, change(repository(), changed), "once more changes nothing, and is no failure");
        assertEquals(Optional.of(CHARLIE), elsewhere().find(CHARLIE.id()).map(Versioned::value));
    }

    @Test
    void the_version_rises_with_a_change_however_it_is_read() {
        long version = repository().find(ALICE.id()).orElseThrow().version();
        change(repository(), employee(1, "Alice Smith", "Clerk", 3));
        Versioned<Employee> changed = elsewhere().find(ALICE.id()).orElseThrow();
        assertTrue(changed.version() > version, changed::toString);
        assertEquals(Map.of(ALICE.id(), changed), elsewhere().findAll(List.of(ALICE.id())));
    }

    @Test
    void a_change_of_what_is_not_there_changes_nothing() {
        assertEquals(Changed.NO_SUCH_EMPLOYEE, change(repository(), employee(2, "Bob", "HR Manager", 1)));
        assertEquals(Optional.empty(), elsewhere().find(new EmployeeId(2)));
        assertEquals(Changed.NO_SUCH_DEPARTMENT, change(repository(), employee(1, "Alice", "Clerk", 2)));
        assertEquals(Optional.of(ALICE), elsewhere().find(ALICE.id()).map(Versioned::value));
        assertEquals(Renamed.NO_SUCH_DEPARTMENT, rename(repository(), department(2, "Sales")));
    }

    @Test
    void a_department_is_found_as_it_stands() {
        assertEquals(Optional.of(IT), repository().find(IT.id()));
        assertEquals(Optional.empty(), repository().find(new DepartmentId(2)));
        rename(elsewhere(), department(3, "Computers"));
        assertEquals(Optional.of(department(3, "Computers")), repository().find(IT.id()));
    }

    @Test
    void a_change_is_made_of_what_is_there_and_of_nothing_else() {
        change(elsewhere(), employee(1, "Alice Smith", "Clerk", 3));
        assertEquals(Changed.CHANGED, repository().change(ALICE.id(), old -> {
            assertEquals(employee(1, "Alice Smith", "Clerk", 3), old);
            return ALICE;
        }));
        assertEquals(Renamed.RENAMED, repository().rename(IT.id(), old -> {
            assertEquals(IT, old);
            return old.name();
        }));
        UnaryOperator<Employee> nobody = old -> {
            throw new AssertionError("called for nobody");
        };
        assertEquals(Changed.NO_SUCH_EMPLOYEE, repository().change(new EmployeeId(2), nobody));
        assertEquals(Renamed.NO_SUCH_DEPARTMENT, repository().rename(new DepartmentId(2), old -> {
            throw new AssertionError("called for nothing");
        }));
        assertThrows(IllegalStateException.class, () -> repository().change(ALICE.id(), _ -> CHARLIE));
    }

    @Test
    void a_change_that_throws_changes_nothing_and_its_exception_is_passed_on() {
        RuntimeException mine = new IllegalStateException("no");
        assertSame(
                mine,
                assertThrows(
                        RuntimeException.class,
                        () -> repository().change(ALICE.id(), _ -> {
                            throw mine;
                        })));
        assertSame(
                mine,
                assertThrows(
                        RuntimeException.class,
                        () -> repository().rename(IT.id(), _ -> {
                            throw mine;
                        })));
        assertEquals(Optional.of(ALICE), elsewhere().find(ALICE.id()).map(Versioned::value));
        assertEquals(Optional.of(IT), elsewhere().find(IT.id()));
        assertEquals(Changed.CHANGED, change(elsewhere(), ALICE), "nothing stays locked");
        assertEquals(Renamed.RENAMED, rename(elsewhere(), IT), "nothing stays locked");
    }

    @RepeatedTest(3)
    void of_writers_that_expect_the_same_exactly_one_wins() {
        List<Boolean> changes = Crowd.together(
                12,
                caller -> Attempt.succeeds(() -> either(caller)
                        .change(
                                ALICE.id(),
                                old -> Attempt.expecting(ALICE, old, employee(1, "Alice " + caller, "A", 1)))));
        assertEquals(1, Collections.frequency(changes, true));
        List<Boolean> names = Crowd.together(
                12,
                caller -> Attempt.succeeds(() -> either(caller)
                        .rename(IT.id(), old -> Attempt.expecting(IT, old, new DepartmentName("IT " + caller)))));
        assertEquals(1, Collections.frequency(names, true));
        assertEquals(
                Optional.of(department(3, "IT " + names.indexOf(true))),
                repository().find(IT.id()));
    }

    private StaffRepository either(int caller) {
        return caller % 2 == 0 ? repository() : elsewhere();
    }

    private static Changed change(StaffRepository repository, Employee employee) {
        return repository.change(employee.id(), _ -> employee);
    }

    private static Renamed rename(StaffRepository repository, Department department) {
        return repository.rename(department.id(), _ -> department.name());
    }

    @Test
    void a_department_is_renamed() {
        assertEquals(Renamed.RENAMED, rename(repository(), department(3, "Computers")));
        assertEquals(Renamed.RENAMED, rename(repository(), department(3, "Computers")));
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
