package larder.coherence.history;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The least that a read has to see.
 *
 * @param rule what asks for it
 * @param version the least version
 * @param cause the event that it follows from; empty when nothing is asked for
 */
record Demand(Rule rule, long version, Optional<Event> cause) {
    private static final Demand NOTHING = new Demand(Rule.BOUND, 0, Optional.empty());

    /** The highest of what each rule asks for, but what others have seen. */
    static Demand of(Read read, Facts facts, Limits limits) {
        if (read.origin().direct()) {
            return of(Rule.LOST_UPDATE, facts.certain.at(read.start() - 1));
        }
        Demand claimed =
                read.claim() == Read.NO_CLAIM ? NOTHING : of(Rule.CLAIM, facts.certain.at(read.start() - read.claim()));
        return Stream.of(
                        of(Rule.OWN_WRITES, facts.ownWrites(read.origin()).at(read.start())),
                        of(Rule.AT_ONCE, facts.invalidated.at(read.start() - limits.near(read))),
                        of(Rule.BOUND, facts.certain.at(read.start() - limits.bound(read))),
                        claimed)
                .reduce(NOTHING, Demand::higher);
    }

    /** The same with what others have seen. */
    Demand orSeen(Read read, Staircase seen, Limits limits) {
        Demand monotonic = read.origin().direct()
                ? of(Rule.LOST_UPDATE, seen.at(read.start() - 1))
                : of(Rule.MONOTONIC, seen.at(read.start() - limits.bound(read)));
        return higher(this, monotonic);
    }

    private static Demand higher(Demand one, Demand other) {
        return other.version > one.version ? other : one;
    }

    private static Demand of(Rule rule, Optional<Staircase.Step> step) {
        return step.map(from -> new Demand(rule, from.version(), Optional.of(from.cause())))
                .orElse(NOTHING);
    }

    /** How long after an event each read may still miss it. */
    record Limits(Guarantee guarantee, Outages outages) {
        static final Comparator<Read> BY_END = Comparator.comparingLong(Read::end);

        long near(Read read) {
            return guarantee.nearNanos(read.key());
        }

        /** The documented bound, and as long as the process that was asked stood still. */
        long bound(Read read) {
            long bound = guarantee.bound().toNanos();
            return bound + outages.paused(read.origin().process(), read.start() - bound, read.end());
        }
    }
}
