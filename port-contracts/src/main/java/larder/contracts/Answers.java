package larder.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import larder.application.readthrough.Answer;

/** What a batch came to. */
final class Answers {
    private Answers() {}

    /** Makes sure of the texts, in their order. */
    static void are(Map<String, Answer<String>> answers, String... texts) {
        assertEquals(List.of(texts), answers.values().stream().map(Peer::textOf).toList());
    }
}
