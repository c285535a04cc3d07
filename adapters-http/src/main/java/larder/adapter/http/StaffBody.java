package larder.adapter.http;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import larder.domain.staff.Department;
import larder.domain.staff.DepartmentId;
import larder.domain.staff.DepartmentName;
import larder.domain.staff.Employee;
import larder.domain.staff.EmployeeId;
import larder.domain.staff.EmployeeName;
import larder.domain.staff.JobTitle;

/** Reads what a request's body says of an employee or a department; refuses it with everything that is wrong with it. */
final class StaffBody {
    private static final Set<String> DEPARTMENT_FIELDS = Set.of("id", "name");

    private StaffBody() {}

    static Employee employee(EmployeeId inPath, byte[] json) {
        try {
            Members members = Members.read(json, EmployeeJson.FIELDS);
            requireSame(members.wholeIfThere("id"), inPath.value());
            String name = members.text("name").orElse("");
            String title = members.text("job_title").orElse("");
            int department = members.whole("dept_id");
            members.check();
            Values values = new Values();
            Optional<EmployeeName> employeeName = values.of("name", () -> new EmployeeName(name));
            Optional<JobTitle> jobTitle = values.of("job_title", () -> new JobTitle(title));
            Optional<DepartmentId> departmentId = values.of("dept_id", () -> new DepartmentId(department));
            values.check();
            return new Employee(inPath, employeeName.orElseThrow(), jobTitle.orElseThrow(), departmentId.orElseThrow());
        } catch (Malformed malformed) {
            throw refused(malformed);
        }
    }

    static Department department(DepartmentId inPath, byte[] json) {
        try {
            Members members = Members.read(json, DEPARTMENT_FIELDS);
            requireSame(members.wholeIfThere("id"), inPath.value());
            String name = members.text("name").orElse("");
            members.check();
            Values values = new Values();
            Optional<DepartmentName> departmentName = values.of("name", () -> new DepartmentName(name));
            values.check();
            return new Department(inPath, departmentName.orElseThrow());
        } catch (Malformed malformed) {
            throw refused(malformed);
        }
    }

    private static void requireSame(OptionalInt id, int inPath) {
        if (id.isPresent() && id.getAsInt() != inPath) {
            throw Values.invalid(List.of(new FieldError("id", "id must be the one in the path, or be left out")));
        }
    }

    private static Refused refused(Malformed malformed) {
        return new Refused(Problem.of(ProblemKind.INVALID_BODY, malformed.sentence(), malformed.errors()));
    }
}
