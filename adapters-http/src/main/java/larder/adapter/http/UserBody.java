package larder.adapter.http;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import larder.domain.InvalidValue;
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
        List<FieldError> errors = new ArrayList<>();
        Optional<UserId> userId =
                id.isEmpty() ? Optional.empty() : valid("id", () -> new UserId(id.getAsInt()), errors);
        Optional<UserName> userName = valid("name", () -> new UserName(name), errors);
        Optional<EmailAddress> address = valid("email", () -> new EmailAddress(email), errors);
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
        return new UserBody(userId, userName.orElseThrow(), address.orElseThrow());
    }

    /** Refuses a body whose id is not the one in the path. */
    void requireId(UserId inPath) {
        if (id.isPresent() && !id.get().equals(inPath)) {
            throw invalid(List.of(new FieldError("id", "id must be the one in the path, or be left out")));
        }
    }

    private static <T> Optional<T> valid(String field, Supplier<T> value, List<FieldError> errors) {
        try {
            return Optional.of(value.get());
        } catch (InvalidValue invalid) {
            errors.add(new FieldError(field, requireNonNullElse(invalid.getMessage(), "breaks a rule")));
            return Optional.empty();
        }
    }

    private static Refused invalid(List<FieldError> errors) {
        return new Refused(Problem.of(ProblemKind.INVALID_VALUE, "errors says which and how", errors));
    }
}
