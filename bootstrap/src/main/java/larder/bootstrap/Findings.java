package larder.bootstrap;

import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Set;
import larder.domain.port.HealthCheck.Health;

/** What a person is told, a line each: as the script {@code larder} writes its own. */
final class Findings {
    private static final String PLAIN = "\033[0m";

    private final PrintStream out;
    private final boolean coloured;
    private final Set<Kind> seen = EnumSet.noneOf(Kind.class);

    /** Findings in colours if {@code larder} says that they go to a terminal whose user wants them. */
    Findings(PrintStream out) {
        this.out = out;
        this.coloured = Boolean.getBoolean("larder.colours");
    }

    /** How much has to be done about it. */
    enum Kind {
        OK("ok", "\033[32m"),
        /** It works, and could be better. */
        NOTE("note", "\033[33m"),
        /** It has to be mended. */
        BAD("bad", "\033[31m");

        private final String word;
        private final String colour;

        Kind(String word, String colour) {
            this.word = word;
            this.colour = colour;
        }
    }

    void say(Kind kind, String name, String sentence) {
        seen.add(kind);
        out.printf("%s%-5s%s%-12s %s%n", coloured ? kind.colour : "", kind.word, coloured ? PLAIN : "", name, sentence);
    }

    void say(String name, Health health) {
        Kind kind = switch (health.state()) {
            case UP -> Kind.OK;
            case DEGRADED -> Kind.NOTE;
            case DOWN -> Kind.BAD;
        };
        say(kind, name, health.detail());
    }

    boolean has(Kind kind) {
        return seen.contains(kind);
    }
}
