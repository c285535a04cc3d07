package larder.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import larder.domain.staff.Department;

/** A department as JSON: <code>{"id":3,"name":"IT"}</code>. */
final class DepartmentJson {
    private DepartmentJson() {}

    static byte[] of(Department department) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("id", department.id().value());
            json.writeStringField("name", department.name().value());
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory failed", failure);
        }
        return bytes.toByteArray();
    }
}
