package larder.bootstrap;

import java.util.List;
import larder.domain.InvalidValue;

/** How a line of the log is written. */
enum LogForm {
    /** For people. */
    TEXT,
    /** One JSON object for each line. */
    JSON;

    /**
     * Reads its name.
     *
     * @throws InvalidValue with the names that there are
     */
    static LogForm of(String name) {
        return switch (name) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> throw Nearest.among(name, List.of("text", "json"));
        };
    }
}
