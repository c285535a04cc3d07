package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header as W3C Trace Context has it, with that specification's own example. */
final class TraceParentTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

    @ParameterizedTest
    @CsvSource({
        "00-" + TRACE + "-" + SPAN + "-00, 00",
        "00-" + TRACE + "-" + SPAN + "-01, 01",
        "00-" + TRACE + "-" + SPAN + "-ff, 03",
        "01-" + TRACE + "-" + SPAN + "-09, 01",
        "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like, 01",
        "01-" + TRACE + "-" + SPAN + "-01-, 01",
    })
    void a_place_is_read_from_this_version_and_from_later_ones(String header, String flags) {
        assertEquals(Optional.of(new TraceParent(TRACE, SPAN, flags)), TraceParent.of(List.of(header)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01-",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "01-" + TRACE + "-" + SPAN + "-01.more",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
                "00-" + TRACE + "-B7AD6B7169203331-01",
                "0-" + TRACE + "-" + SPAN + "-01",
                "0x-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-1",
                "00-" + TRACE + "-" + SPAN + "-0g",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "0-" + SPAN + "-01",
                "00_" + TRACE + "_" + SPAN + "_01",
                " 00-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01, 00-" + TRACE + "-" + SPAN + "-01",
            })
    void what_is_not_valid_is_no_trace(String header) {
        assertEquals(Optional.empty(), TraceParent.of(List.of(header)));
    }

    @Test
    void two_headers_are_no_trace() {
        assertEquals(Optional.empty(), TraceParent.of(List.of(VALID, VALID)));
        assertEquals(Optional.empty(), TraceParent.of(List.of()));
    }

    @Test
    void a_child_is_another_span_of_the_same_trace() {
        TraceParent parent = TraceParent.of(List.of(VALID)).orElseThrow();
        TraceParent child = parent.child();
        assertEquals(TRACE, child.traceId());
        assertNotEquals(SPAN, child.spanId());
        assertEquals("01", child.flags());
        assertEquals(Optional.of(child), TraceParent.of(List.of(child.toString())));
        assertNotEquals(child, parent.child());
    }
}
