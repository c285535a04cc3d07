package larder.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larder.application.readthrough.Answer;
import larder.application.staff.Staff;
import larder.domain.InvalidValue;
import larder.domain.port.StaffRepository.Changed;
import larder.domain.port.StaffRepository.Renamed;
import larder.domain.staff.Department;
import larder.domain.staff.DepartmentId;
import larder.domain.staff.DepartmentName;
import larder.domain.staff.DirectoryEntry;
import larder.domain.staff.Employee;
import larder.domain.staff.EmployeeId;

/** The staff over HTTP. */
final class StaffRoutes extends Routes {
    private static final String EMPLOYEE = "/employees/";
    private static final String DEPARTMENT = "/departments/";

    private final Staff staff;

    StaffRoutes(Staff staff) {
        this.staff = staff;
    }

    @Override
    void addTo(Router router) {
        router.read("/employees", this::list);
        router.read("/employees/{id}", this::find);
        router.put("/employees/{id}", this::change);
        router.read("/departments/{id}", this::findDepartment);
        router.put("/departments/{id}", this::rename);
    }

    private void find(Context context) throws IOException {
        Answer<Employee> answer = staff.find(new EmployeeId(Ids.inPath(context.path(), EMPLOYEE)));
        CacheStatus.write(answer.provenance(), context);
        switch (answer) {
            case Answer.Found<Employee> found -> Representation.one(found.encoded(), context);
            case Answer.Absent<Employee> _ -> throw noSuchEmployee();
        }
    }

    /** The directory, or with {@code ids} those employees. */
    private void list(Context context) throws IOException {
        String query = context.queryString();
        if (query != null && query.startsWith("ids=")) {
            List<EmployeeId> ids =
                    Ids.inQuery(query).stream().map(EmployeeId::new).toList();
            Collection<Answer<Employee>> answers = staff.findAll(ids).values();
            CacheStatus.write(answers.stream().map(Answer::provenance).toList(), context);
            Representation.many(Reply.array(answers), context);
            return;
        }
        Answer<List<DirectoryEntry>> directory = staff.directory(department(context));
        CacheStatus.write(directory.provenance(), context);
        switch (directory) {
            case Answer.Found<List<DirectoryEntry>> found -> Representation.many(found.encoded(), context);
            case Answer.Absent<List<DirectoryEntry>> _ ->
                throw new IllegalStateException("a query has an answer, if an empty one");
        }
    }

    private static Optional<DepartmentName> department(Context context) {
        Map<String, List<String>> parameters = context.queryParamMap();
        if (parameters.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = parameters.getOrDefault("department", List.of());
        if (parameters.size() > 1 || names.size() != 1) {
            throw new Refused(
                    ProblemKind.INVALID_REQUEST, "the query must be department=IT or ids=1,2,3, or be left out");
        }
        try {
            return Optional.of(new DepartmentName(names.getFirst()));
        } catch (InvalidValue invalid) {
            throw new Refused(ProblemKind.INVALID_REQUEST, "a department's name is one line of 1 to 50 characters");
        }
    }

    private void change(Context context) throws IOException {
        EmployeeId id = new EmployeeId(Ids.inPath(context.path(), EMPLOYEE));
        Conditions conditions = Conditions.of(context.req());
        Employee employee = StaffBody.employee(id, RequestBody.json(context.req()));
        Changed changed = staff.change(id, old -> {
            conditions.requireFor(() -> json(old));
            return employee;
        });
        switch (changed) {
            case CHANGED -> Representation.written(EMPLOYEE + id, json(employee), context);
            case NO_SUCH_EMPLOYEE -> throw noSuchEmployee();
            case NO_SUCH_DEPARTMENT ->
                throw Values.invalid(List.of(new FieldError("dept_id", "there is no such department")));
        }
    }

    private void rename(Context context) throws IOException {
        DepartmentId id = new DepartmentId(Ids.inPath(context.path(), DEPARTMENT));
        Conditions conditions = Conditions.of(context.req());
        Department department = StaffBody.department(id, RequestBody.json(context.req()));
        Renamed renamed = staff.rename(id, old -> {
            conditions.requireFor(() -> DepartmentJson.of(old));
            return department.name();
        });
        switch (renamed) {
            case RENAMED -> context.status(204).header("ETag", EntityTag.of(DepartmentJson.of(department)));
            case NO_SUCH_DEPARTMENT -> throw noSuchDepartment();
        }
    }

    /** Kept in no cache: it is asked for by whoever is about to rename it. */
    private void findDepartment(Context context) throws IOException {
        DepartmentId id = new DepartmentId(Ids.inPath(context.path(), DEPARTMENT));
        Department department = staff.find(id).orElseThrow(StaffRoutes::noSuchDepartment);
        Representation.one(DepartmentJson.of(department), context);
    }

    private static byte[] json(Employee employee) {
        return HttpApi.employeeCodec().encode(employee).bytes();
    }

    private static Refused noSuchDepartment() {
        return new Refused(ProblemKind.NO_SUCH_DEPARTMENT, "no department has this id");
    }

    private static Refused noSuchEmployee() {
        return new Refused(ProblemKind.NO_SUCH_EMPLOYEE, "no employee has this id");
    }
}
