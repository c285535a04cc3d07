package larder.coherence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larder.coherence.history.Event;
import larder.coherence.history.Outage;
import larder.coherence.history.Read;
import larder.coherence.history.Violation;
import larder.coherence.history.Write;

/** A violation as a small table, in the order of time. */
final class Table {
    private static final double MILLI = 1e6;

    private Table() {}

    /** One line of it: times in milliseconds since the beginning of the run. */
    record Line(double from, double to, String who, String what, Mark mark) {
        @Override
        public String toString() {
            String until = Double.isFinite(to) ? String.format(Locale.ROOT, "%10.1f", to) : "       ...";
            return String.format(Locale.ROOT, "  %10.1f %s  %-24s %s", from, until, who, what);
        }
    }

    /** What a line is of. */
    enum Mark {
        FAULT,
        WRITE,
        READ,
        OFFENCE
    }

    static List<Line> lines(Violation violation) {
        List<Line> lines = new ArrayList<>();
        violation.outages().forEach(outage -> lines.add(line(outage)));
        violation.evidence().forEach(event -> lines.add(line(event, violation)));
        lines.sort((one, other) -> Double.compare(one.from(), other.from()));
        return lines;
    }

    static String text(Violation violation) {
        StringBuilder text = new StringBuilder();
        text.append(violation.key()).append(": ").append(sentence(violation)).append('\n');
        text.append("     from ms      to ms  who                      what\n");
        lines(violation).forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    static String sentence(Violation violation) {
        return violation.rule() + ", " + violation.rule().sentence();
    }

    private static Line line(Outage outage) {
        String whom = outage.process() == Outage.EVERYBODY ? "all" : "process " + (outage.process() + 1);
        double end = outage.end() == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : outage.end() / MILLI;
        return new Line(outage.start() / MILLI, end, whom, "FAULT: " + outage.what(), Mark.FAULT);
    }

    private static Line line(Event event, Violation violation) {
        double from = event.start() / MILLI;
        double to = event.end() / MILLI;
        String who = event.origin().toString();
        return switch (event) {
            case Write write -> new Line(from, to, who, written(write), Mark.WRITE);
            case Read read
            when read.equals(violation.read()) ->
                new Line(
                        from,
                        to,
                        who,
                        seen(read)
                                + (violation.required() > 0
                                        ? "   <-- too old: v" + violation.required() + " or later"
                                        : "   <--"),
                        Mark.OFFENCE);
            case Read read -> new Line(from, to, who, seen(read), Mark.READ);
        };
    }

    private static String written(Write write) {
        String state = write.version() == 0 ? "one more" : "v" + write.version();
        String what = write.state() == Write.State.ABSENT ? "deletes (" + state + ")" : "writes " + state;
        return what + ", " + write.outcome().name().toLowerCase(Locale.ROOT);
    }

    private static String seen(Read read) {
        String claim = read.claim() == Read.NO_CLAIM
                ? ""
                : String.format(Locale.ROOT, ", at most %.0f ms old", read.claim() / MILLI);
        return "sees " + read.seen() + " (" + read.source() + claim + ")";
    }
}
