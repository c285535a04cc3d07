package larder.coherence;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import larder.coherence.fleet.Fleet.Database;

/**
 * What a run is asked for.
 *
 * @param length of the run; of a run of mutants, how long each has at most to be caught
 */
record Options(Mode mode, long seed, Duration length, Database database, Scope scope) {
    static final String USE = """
            use: coherence/run [short|long|outage|mutants] [--seed N] [--seconds N] [--database postgresql|mysql] [--scope api|all]
              short    one minute (the default)
              long     twenty minutes
              outage   Valkey is away for ten seconds and comes back from a dump of before
              mutants  Larder with one thing wrong, again and again: each must be caught within a minute""";

    private static final int LONGEST_SECONDS = 24 * 3600;

    /** What is run. */
    enum Mode {
        SHORT(60),
        LONG(1_200),
        OUTAGE(40),
        MUTANTS(60);

        private final int seconds;

        Mode(int seconds) {
            this.seconds = seconds;
        }
    }

    static Options parse(List<String> words) {
        Mode mode = Mode.SHORT;
        long seed = ThreadLocalRandom.current().nextInt(1, 1_000_000);
        int seconds = 0;
        Database database = Database.POSTGRESQL;
        Scope scope = Scope.PROMISED;
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            switch (word) {
                case "short", "long", "outage", "mutants" -> mode = Mode.valueOf(word.toUpperCase(Locale.ROOT));
                case "--seed" -> seed = number(word, rest, Long.MAX_VALUE);
                case "--seconds" -> seconds = (int) number(word, rest, LONGEST_SECONDS);
                case "--database" -> database = one(Database.class, word, rest);
                case "--scope" -> scope = one(Scope.class, word, rest);
                default -> throw new Refused("what is " + word + "?\n" + USE);
            }
        }
        return new Options(mode, seed, Duration.ofSeconds(seconds == 0 ? mode.seconds : seconds), database, scope);
    }

    private static long number(String option, Iterator<String> rest, long most) {
        String text = rest.hasNext() ? rest.next() : "";
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below, with what is allowed
        }
        throw new Refused(option + " takes a whole number from 1 to " + most + "\n" + USE);
    }

    private static <E extends Enum<E>> E one(Class<E> of, String option, Iterator<String> rest) {
        String text = rest.hasNext() ? rest.next() : "";
        for (E each : of.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                return each;
            }
        }
        throw new Refused(option + " does not know " + text + "\n" + USE);
    }

    /** Says what cannot be run. */
    static final class Refused extends RuntimeException {
        Refused(String sentence) {
            super(sentence);
        }
    }
}
