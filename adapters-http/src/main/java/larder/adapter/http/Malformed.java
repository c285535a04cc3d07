package larder.adapter.http;

import java.util.List;

/** Says that a text is not the JSON that was asked for. Carries nothing of the text but names of fields. */
final class Malformed extends IllegalArgumentException {
    private final String sentence;
    private final List<FieldError> errors;

    Malformed(String sentence, List<FieldError> errors) {
        super(sentence);
        this.sentence = sentence;
        this.errors = errors;
    }

    String sentence() {
        return sentence;
    }

    List<FieldError> errors() {
        return errors;
    }
}
