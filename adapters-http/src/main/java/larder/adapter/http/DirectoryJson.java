package larder.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;
import larder.domain.staff.DepartmentName;
import larder.domain.staff.DirectoryEntry;
import larder.domain.staff.EmployeeName;
import larder.domain.staff.JobTitle;

/**
 * The directory as JSON: <code>
 * [{"employee_name":"Alice Johnson","department_name":"Finance","job_title":"Accountant"}]</code>.
 */
final class DirectoryJson implements Codec<List<DirectoryEntry>> {
    private static final String FORMAT = "directory/1";
    private static final List<String> FIELDS = List.of("employee_name", "department_name", "job_title");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Encoded encode(List<DirectoryEntry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(100 * entries.size() + 2);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartArray();
            for (DirectoryEntry entry : entries) {
                json.writeStartObject();
                json.writeStringField("employee_name", entry.employee().value());
                json.writeStringField("department_name", entry.department().value());
                json.writeStringField("job_title", entry.title().value());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory failed", failure);
        }
        return new Encoded(FORMAT, bytes.toByteArray());
    }

    @Override
    public List<DirectoryEntry> decode(Encoded encoded) {
        if (!encoded.format().equals(FORMAT)) {
            throw malformed();
        }
        List<DirectoryEntry> entries = new ArrayList<>();
        try (JsonParser json = Json.FACTORY.createParser(encoded.bytes())) {
            expect(json, JsonToken.START_ARRAY);
            while (json.nextToken() == JsonToken.START_OBJECT) {
                String employee = text(json, "employee_name");
                String department = text(json, "department_name");
                String title = text(json, "job_title");
                expect(json, JsonToken.END_OBJECT);
                entries.add(new DirectoryEntry(
                        new EmployeeName(employee), new DepartmentName(department), new JobTitle(title)));
            }
            if (json.currentToken() != JsonToken.END_ARRAY || json.nextToken() != null) {
                throw malformed();
            }
            return entries;
        } catch (IOException notJson) {
            throw malformed();
        }
    }

    private static String text(JsonParser json, String field) throws IOException {
        expect(json, JsonToken.FIELD_NAME);
        if (!json.currentName().equals(field)) {
            throw malformed();
        }
        expect(json, JsonToken.VALUE_STRING);
        return json.getText();
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw malformed();
        }
    }

    private static Malformed malformed() {
        return new Malformed("it must be of the format " + FORMAT + ", with " + String.join(", ", FIELDS), List.of());
    }
}
