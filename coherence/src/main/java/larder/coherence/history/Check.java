package larder.coherence.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks whether the history of a key keeps the guarantee. Since its states are numbered, each read has a least and a most that it
 * may see, and is looked at once: the time is linear in the history, but for the sorting.
 */
public final class Check {
    /** Faults that ended this long before the write that was missed are shown with it. */
    private static final long ABOUT = 2_000_000_000L;

    private final KeyHistory history;
    private final Outages outages;
    private final Demand.Limits limits;
    private final Facts facts;
    private final Staircase seen = new Staircase();

    private Check(KeyHistory history, Guarantee guarantee, Outages outages) {
        this.history = history;
        this.outages = outages;
        this.limits = new Demand.Limits(guarantee, outages);
        this.facts = new Facts(history, outages);
    }

    /** What is broken, one violation for each read that breaks something. */
    public static List<Violation> of(KeyHistory history, Guarantee guarantee, Outages outages) {
        return new Check(history, guarantee, outages).violations();
    }

    private List<Violation> violations() {
        history.reads().stream().sorted(Demand.Limits.BY_END).forEach(this::witness);
        List<Violation> violations = new ArrayList<>();
        for (Read read : history.reads()) {
            violationOf(read).ifPresent(violations::add);
        }
        return violations;
    }

    /** Whoever sees that nothing is there has seen at least the first such state that it may see. */
    private void witness(Read read) {
        long most = facts.begun.versionAt(read.end());
        long version = switch (read.seen()) {
            case Seen.Version(long number) when facts.wasWritten(number) && inReach(number, read) -> number;
            case Seen.Absent _ ->
                facts.absenceBetween(Demand.of(read, facts, limits).version(), most);
            case Seen.Version _, Seen.Rubbish _, Seen.Unavailable _, Seen.Forbidden _ -> -1;
        };
        if (version > 0) {
            seen.rise(read.end(), version, read);
        }
    }

    private boolean inReach(long version, Read read) {
        return version <= Math.max(facts.begun.versionAt(read.end()), facts.certain.versionAt(read.end()));
    }

    private Optional<Violation> violationOf(Read read) {
        Demand demand = Demand.of(read, facts, limits).orSeen(read, seen, limits);
        return switch (read.seen()) {
            case Seen.Unavailable _ -> Optional.empty();
            case Seen.Forbidden _ -> Optional.of(violation(Rule.ANSWER, read, 0, Stream.empty()));
            case Seen.Rubbish _ -> Optional.of(violation(Rule.NEVER_WRITTEN, read, 0, Stream.empty()));
            case Seen.Version(long number) -> ofVersion(read, number, demand);
            case Seen.Absent _ -> ofAbsence(read, demand);
        };
    }

    private Optional<Violation> ofVersion(Read read, long number, Demand demand) {
        if (!facts.wasWritten(number) || !inReach(number, read)) {
            return Optional.of(violation(Rule.NEVER_WRITTEN, read, 0, facts.writing(number).stream()));
        }
        if (number >= demand.version()) {
            return Optional.empty();
        }
        boolean dead = facts.isAbsence(demand.version());
        return Optional.of(violation(
                dead ? Rule.RESURRECTED : demand.rule(),
                read,
                demand.version(),
                Stream.concat(facts.writing(number).stream(), causes(demand))));
    }

    private Optional<Violation> ofAbsence(Read read, Demand demand) {
        if (facts.absenceBetween(demand.version(), facts.begun.versionAt(read.end())) >= 0) {
            return Optional.empty();
        }
        Rule rule = facts.absentBefore(demand.version()) ? demand.rule() : Rule.MISSING;
        return Optional.of(violation(rule, read, demand.version(), causes(demand)));
    }

    /** The event that asks for a version, and the write that made it. */
    private Stream<Event> causes(Demand demand) {
        return Stream.concat(facts.writing(demand.version()).stream(), demand.cause().stream());
    }

    private Violation violation(Rule rule, Read read, long required, Stream<Event> causes) {
        List<Event> evidence = Stream.concat(causes, Stream.of(read))
                .distinct()
                .sorted(Comparator.comparingLong(Event::start))
                .toList();
        long from = evidence.getFirst().start() - ABOUT;
        return new Violation(rule, read, required, evidence, outages.about(from, read.end()));
    }
}
