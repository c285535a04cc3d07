package larder.adapter.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The members of one flat JSON object, read strictly: in UTF-8 without a byte order mark, each field known and there once,
 * nothing after it, no value taken for one of another type. What is wrong with fields is gathered, so that a caller learns of
 * all of it at once, and thrown by {@link #check}.
 */
final class Members {
    private static final int MOST_ERRORS = 10;
    private static final int LONGEST_SCALE = 20;
    private static final Pattern PRINTABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    private final Map<String, Member> members = new HashMap<>();
    private final List<FieldError> errors = new ArrayList<>();

    private Members() {}

    static Members read(byte[] json, Set<String> known) {
        String text = decoded(json);
        Members members = new Members();
        try (JsonParser parser = Json.FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("must be a JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                members.take(parser, known);
            }
            if (parser.nextToken() != null) {
                throw malformed("must end after its JSON object");
            }
            return members;
        } catch (StreamConstraintsException _) {
            throw malformed("must not be nested so deeply, nor have so long a number");
        } catch (JsonProcessingException notJson) {
            throw malformed("must be JSON; it is not from " + place(notJson) + " on");
        } catch (IOException failure) {
            throw new UncheckedIOException("reading from memory failed", failure);
        }
    }

    Optional<String> text(String field) {
        return switch (members.get(field)) {
            case null -> refused(field, "is missing");
            case Member.Text(String value) when isWellFormed(value) -> Optional.of(value);
            case Member.Text _ -> refused(field, "must not contain half of a surrogate pair");
            case Member.Whole _, Member.Decimal _, Member.Other _ -> refused(field, "must be a string");
        };
    }

    /** A whole number, if the field is there; 0 when it is beyond an {@code int}, which no id may be either. */
    OptionalInt wholeIfThere(String field) {
        return switch (members.get(field)) {
            case null -> OptionalInt.empty();
            case Member.Whole(int value, BigDecimal _) -> OptionalInt.of(value);
            case Member.Text _, Member.Decimal _, Member.Other _ -> {
                error(field, "must be a whole number");
                yield OptionalInt.empty();
            }
        };
    }

    /** As {@link #wholeIfThere}, but it must be there. */
    int whole(String field) {
        if (!members.containsKey(field)) {
            error(field, "is missing");
        }
        return wholeIfThere(field).orElse(0);
    }

    /** An exact number; 0 when it is of a size that nothing here is. */
    BigDecimal number(String field) {
        return switch (members.get(field)) {
            case null -> noNumber(field, "is missing");
            case Member.Whole(int _, BigDecimal exact) -> exact;
            case Member.Decimal(BigDecimal exact) -> exact;
            case Member.Text _, Member.Other _ -> noNumber(field, "must be a number");
        };
    }

    private BigDecimal noNumber(String field, String detail) {
        error(field, detail);
        return BigDecimal.ZERO;
    }

    /** To be called when every field was asked for. */
    void check() {
        if (!errors.isEmpty()) {
            throw new Malformed("the body must have its fields as they are described", List.copyOf(errors));
        }
    }

    private void take(JsonParser parser, Set<String> known) throws IOException {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (!known.contains(name)) {
            error(PRINTABLE_NAME.matcher(name).matches() ? name : "?", "is not a field that is known here");
        } else if (members.containsKey(name)) {
            error(name, "must not be there more than once");
        } else {
            members.put(name, member(token, parser));
        }
        parser.skipChildren();
    }

    private static Member member(JsonToken token, JsonParser parser) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return new Member.Text(parser.getText());
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            int whole = parser.getNumberType() == JsonParser.NumberType.INT ? parser.getIntValue() : 0;
            return new Member.Whole(whole, parser.getDecimalValue());
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            BigDecimal exact = parser.getDecimalValue();
            // A few characters with an exponent can stand for a number that no memory holds when it is written out.
            return Math.abs(exact.scale()) > LONGEST_SCALE ? new Member.Other() : new Member.Decimal(exact);
        }
        return new Member.Other();
    }

    private <T> Optional<T> refused(String field, String detail) {
        error(field, detail);
        return Optional.empty();
    }

    private void error(String field, String detail) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(field, detail));
        }
    }

    private static String decoded(byte[] json) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException _) {
            throw malformed("must be in UTF-8");
        }
        if (text.startsWith("\uFEFF")) {
            throw malformed("must not begin with a byte order mark");
        }
        return text;
    }

    private static boolean isWellFormed(String value) {
        return value.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static Malformed malformed(String rest) {
        return new Malformed("the body " + rest, List.of());
    }

    private static String place(JsonProcessingException failure) {
        return "line " + failure.getLocation().getLineNr() + ", column "
                + failure.getLocation().getColumnNr();
    }

    private sealed interface Member {
        record Text(String value) implements Member {}

        /** A whole number; {@code value} is 0 when it is beyond an {@code int}. */
        record Whole(int value, BigDecimal exact) implements Member {}

        record Decimal(BigDecimal exact) implements Member {}

        record Other() implements Member {}
    }
}
