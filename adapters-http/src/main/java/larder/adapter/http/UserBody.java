package larder.adapter.http;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import larder.domain.user.EmailAddress;
import larder.domain.user.UserId;
import larder.domain.user.UserName;

/**
 * What a request's body says of a user.
 *
 * @param id empty when the body leaves it out
 */
record UserBody(Optional<UserId> id, UserName name, EmailAddress email) {

    /** Reads a body; refuses it with everything that is wrong with it. */
    static UserBody read(byte[] json) {
        try {
            Members members = Members.read(json, UserJson.FIELDS);
            OptionalInt id = members.wholeIfThere("id");
            Optional<String> name = members.text("name");
            Optional<String> email = members.text("email");
            members.check();
            return of(id, name.orElseThrow(), email.orElseThrow());
        } catch (Malformed malformed) {
            throw new Refused(Problem.of(ProblemKind.INVALID_BODY, malformed.sentence(), malformed.errors()));
        }
    }

    private static UserBody of(OptionalInt id, String name, String email) {
        Values values = new Values();
        Optional<UserId> userId = id.isEmpty() ? Optional.empty() : values.of("id", () -> new UserId(id.getAsInt()));
        Optional<UserName> userName = values.of("name", () -> new UserName(name));
        Optional<EmailAddress> address = values.of("email", () -> new EmailAddress(email));
        values.check();
        return new UserBody(userId, userName.orElseThrow(), address.orElseThrow());
    }

    /** Refuses a body whose id is not the one in the path. */
    void requireId(UserId inPath) {
        if (id.isPresent() && !id.get().equals(inPath)) {
            throw Values.invalid(List.of(new FieldError("id", "id must be the one in the path, or be left out")));
        }
    }
}
