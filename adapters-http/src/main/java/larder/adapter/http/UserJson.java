package larder.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;

/**
 * A user as JSON: <code>{"id":101,"name":"Arun","email":"arun@example.com"}</code>. What is cached is what is answered, so
 * another shape here needs another format name.
 */
final class UserJson implements Codec<User> {
    static final Set<String> FIELDS = Set.of("id", "name", "email");
    private static final String FORMAT = "user/1";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Encoded encode(User user) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("id", user.id().value());
            json.writeStringField("name", user.name().value());
            json.writeStringField("email", user.email().value());
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory failed", failure);
        }
        return new Encoded(FORMAT, bytes.toByteArray());
    }

    @Override
    public User decode(Encoded encoded) {
        if (!encoded.format().equals(FORMAT)) {
            throw new Malformed("the format must be " + FORMAT, List.of());
        }
        Members members = Members.read(encoded.bytes(), FIELDS);
        int id = members.whole("id");
        String name = members.text("name").orElse("");
        String email = members.text("email").orElse("");
        members.check();
        return new User(new UserId(id), new UserName(name), new EmailAddress(email));
    }
}
