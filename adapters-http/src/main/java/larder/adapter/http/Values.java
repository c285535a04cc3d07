package larder.adapter.http;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import larder.domain.InvalidValue;

/** The domain's values, made from the fields of a body. What is wrong with them is gathered, and thrown by {@link #check}. */
final class Values {
    private final List<FieldError> errors = new ArrayList<>();

    /** Empty when the value breaks a rule. */
    <T> Optional<T> of(String field, Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (InvalidValue invalid) {
            errors.add(new FieldError(field, requireNonNullElse(invalid.getMessage(), "breaks a rule")));
            return Optional.empty();
        }
    }

    /** To be called when every value was made. */
    void check() {
        if (!errors.isEmpty()) {
            throw invalid(List.copyOf(errors));
        }
    }

    static Refused invalid(List<FieldError> errors) {
        return new Refused(Problem.of(ProblemKind.INVALID_VALUE, "errors says which and how", errors));
    }
}
