package larder.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;
import larder.domain.user.EmailAddress;
import larder.domain.user.User;
import larder.domain.user.UserId;
import larder.domain.user.UserName;

/** A user as three lines: none of its values can hold a line break. */
final class UserTextCodec implements Codec<User> {
    @Override
    public String format() {
        return "user-text/1";
    }

    @Override
    public Encoded encode(User user) {
        String lines = user.id() + "\n" + user.name() + "\n" + user.email();
        return new Encoded(format(), lines.getBytes(UTF_8));
    }

    @Override
    public User decode(Encoded encoded) {
        List<String> lines = new String(encoded.bytes(), UTF_8).lines().toList();
        return new User(
                new UserId(Integer.parseInt(lines.get(0))), new UserName(lines.get(1)), new EmailAddress(lines.get(2)));
    }
}
