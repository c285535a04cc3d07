package larder.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;
import larder.domain.staff.DepartmentId;
import larder.domain.staff.Employee;
import larder.domain.staff.EmployeeId;
import larder.domain.staff.EmployeeName;
import larder.domain.staff.JobTitle;

/**
 * An employee as JSON, with the names of the table's columns: <code>
 * {"id":1,"name":"Alice Johnson","job_title":"Accountant","dept_id":1}</code>.
 */
final class EmployeeJson implements Codec<Employee> {
    static final Set<String> FIELDS = Set.of("id", "name", "job_title", "dept_id");
    private static final String FORMAT = "employee/1";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Encoded encode(Employee employee) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("id", employee.id().value());
            json.writeStringField("name", employee.name().value());
            json.writeStringField("job_title", employee.title().value());
            json.writeNumberField("dept_id", employee.department().value());
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory failed", failure);
        }
        return new Encoded(FORMAT, bytes.toByteArray());
    }

    @Override
    public Employee decode(Encoded encoded) {
        if (!encoded.format().equals(FORMAT)) {
            throw new Malformed("the format must be " + FORMAT, List.of());
        }
        Members members = Members.read(encoded.bytes(), FIELDS);
        int id = members.whole("id");
        String name = members.text("name").orElse("");
        String title = members.text("job_title").orElse("");
        int department = members.whole("dept_id");
        members.check();
        return new Employee(
                new EmployeeId(id), new EmployeeName(name), new JobTitle(title), new DepartmentId(department));
    }
}
