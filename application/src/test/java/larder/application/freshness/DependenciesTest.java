package larder.application.freshness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import larder.application.freshness.Dependencies.Touched;
import larder.domain.InvalidValue;
import larder.domain.port.CacheKey;
import larder.domain.port.Change;
import org.junit.jupiter.api.Test;

final class DependenciesTest {
    private static final CacheKey GENERATION = new CacheKey("table", "staff");
    private static final Dependencies STAFF = Dependencies.none()
            .on(
                    "staff",
                    row -> List.of(new CacheKey("employee", row.id()), GENERATION),
                    List.of(GENERATION),
                    List.of("employee"));

    @Test
    void rows_touch_their_keys_each_of_them_once() {
        assertEquals(
                new Touched(List.of(employee(1), GENERATION, employee(2)), Map.of(), List.of()),
                STAFF.touchedBy(List.of(gone("1"), gone("2"), gone("1"))));
    }

    @Test
    void of_two_changes_of_a_row_the_entry_must_show_the_later_one() {
        assertEquals(
                new Touched(List.of(), Map.of(employee(1), 3L, employee(2), 2L, GENERATION, 3L), List.of()),
                STAFF.touchedBy(List.of(row("1", 2), row("1", 3), row("1", 1), row("2", 2))));
    }

    @Test
    void what_a_change_without_a_version_touches_goes_whatever_the_others_tell() {
        assertEquals(
                new Touched(List.of(employee(1), GENERATION), Map.of(employee(2), 2L), List.of()),
                STAFF.touchedBy(List.of(row("1", 9), gone("1"), row("1", 1), row("2", 2))));
    }

    @Test
    void a_whole_table_touches_regions_and_makes_their_single_keys_superfluous() {
        assertEquals(
                new Touched(List.of(GENERATION), Map.of(), List.of("employee")),
                STAFF.touchedBy(List.of(row("1", 1), gone("2"), new Change.Whole("staff"))));
    }

    @Test
    void a_table_that_nothing_depends_on_touches_nothing() {
        assertEquals(
                new Touched(List.of(), Map.of(), List.of()),
                STAFF.touchedBy(List.of(row("weather", "1", OptionalLong.of(1)))));
    }

    @Test
    void a_row_that_no_key_can_be_made_of_touches_all_that_depends_on_its_table() {
        assertEquals(
                new Touched(List.of(GENERATION), Map.of(), List.of("employee")),
                STAFF.touchedBy(List.of(row("no id", 1))));
    }

    @Test
    void everything_is_every_table_as_a_whole() {
        assertEquals(new Touched(List.of(GENERATION), Map.of(), List.of("employee")), STAFF.everything());
    }

    @Test
    void what_depends_on_a_table_is_said_once() {
        assertThrows(InvalidValue.class, () -> STAFF.on("staff", _ -> List.of(), List.of(), List.of()));
    }

    private static Change row(String id, long version) {
        return row("staff", id, OptionalLong.of(version));
    }

    private static Change gone(String id) {
        return row("staff", id, OptionalLong.empty());
    }

    private static Change row(String table, String id, OptionalLong version) {
        return new Change.Row(table, id, version, Optional.empty(), Optional.empty());
    }

    private static CacheKey employee(int id) {
        return new CacheKey("employee", "" + id);
    }
}
