package larder.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import larder.domain.port.Encoded;
import larder.domain.report.SalesWeek;
import larder.domain.report.WeeklySales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weekly sales as they are stored and answered: format {@code sales/1}. */
final class SalesJsonTest {
    private static final String FIRST =
            "{\"week\":\"2009-01-05\",\"orders\":3,\"revenue\":0.10,\"last_four_weeks\":10.02,"
                    + "\"average_revenue\":2.51,\"customers\":2,\"new_customers\":1,\"active_customers\":20}";
    private static final WeeklySales YEAR = new WeeklySales(IntStream.range(0, WeeklySales.WEEKS)
            .mapToObj(week -> new SalesWeek(
                    LocalDate.of(2009, 1, 5).plusWeeks(week),
                    3,
                    new BigDecimal("0.10"),
                    new BigDecimal("10.02"),
                    2,
                    1,
                    20))
            .toList());

    private final SalesJson codec = new SalesJson();

    @Test
    void a_year_has_this_form_and_is_read_as_it_was() {
        Encoded encoded = codec.encode(YEAR);
        String json = new String(encoded.bytes(), StandardCharsets.UTF_8);
        assertTrue(json.startsWith("{\"weeks\":[" + FIRST + ",{\"week\":\"2009-01-12\","), json);
        assertTrue(json.endsWith("}]}"), json);
        assertEquals(YEAR, codec.decode(encoded));
    }

    @Test
    void no_week_at_all_and_large_amounts_are_read_as_they_were() {
        WeeklySales none = new WeeklySales(List.of());
        assertEquals("{\"weeks\":[]}", new String(codec.encode(none).bytes(), StandardCharsets.UTF_8));
        assertEquals(none, codec.decode(codec.encode(none)));
        BigDecimal large = new BigDecimal("99999999999999.99");
        WeeklySales rich = new WeeklySales(YEAR.weeks().stream()
                .map(week -> new SalesWeek(week.monday(), 9_000_000_000L, large, large, 1, 0, 1))
                .toList());
        assertEquals(rich, codec.decode(codec.encode(rich)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "{\"weeks\":[{}]}", "{\"weeks\":[" + FIRST + "]", "{\"weeks\":[" + FIRST + "]}"})
    void what_is_no_year_is_refused(String json) {
        Encoded stored = new Encoded("sales/1", json.getBytes(StandardCharsets.UTF_8));
        assertThrows(IllegalArgumentException.class, () -> codec.decode(stored));
    }

    @Test
    void another_format_is_refused() {
        Encoded stored = new Encoded("sales/0", codec.encode(YEAR).bytes());
        assertThrows(IllegalArgumentException.class, () -> codec.decode(stored));
    }
}
