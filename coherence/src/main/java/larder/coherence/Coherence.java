package larder.coherence;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larder.coherence.mutant.Mutant;
import larder.coherence.mutant.Mutants;
import larder.coherence.mutant.Workshop;

/** The checker as a program. It ends with 0 when nothing was broken, or every mutant was caught; with 1 when not; with 2 when it cannot be run so. */
public final class Coherence {
    private static final PrintStream OUT = System.out;

    private final Options options;
    private final Path root;
    private final Path target;

    /** @param root the project's root */
    Coherence(Options options, Path root) {
        this.options = options;
        this.root = root;
        this.target = root.resolve("coherence").resolve("target");
    }

    public static void main(String[] words) throws InterruptedException, SQLException {
        int code;
        try {
            code = new Coherence(Options.parse(List.of(words)), Path.of("")).code();
        } catch (Options.Refused | Mutant.MutantRefused refused) {
            System.err.println(refused.getMessage());
            code = 2;
        }
        System.exit(code);
    }

    private int code() throws InterruptedException, SQLException {
        return switch (options.mode()) {
            case SHORT, LONG, OUTAGE -> {
                Findings findings = check();
                yield findings.clean() && findings.enough() ? 0 : 1;
            }
            case MUTANTS -> mutants().stream().anyMatch(Caught::escaped) ? 1 : 0;
        };
    }

    /** Runs Larder as it is, and writes the report. */
    Findings check() throws InterruptedException, SQLException {
        OUT.printf(
                "seed %d, %d s, %s, scope %s%n",
                options.seed(), options.length().toSeconds(), options.database(), options.scope());
        Findings findings = Run.whole(options).on(JavaCommand.larder(List.of()), logs("larder"));
        findings.shown().forEach(violation -> OUT.println(Table.text(violation)));
        OUT.printf(
                Locale.ROOT,
                "%,d reads checked (%,d unavailable, %,d with a claim) in %d s, %d faults: %d violations%n",
                findings.reads().checked(),
                findings.reads().unavailable(),
                findings.reads().claims(),
                findings.length().toSeconds(),
                findings.schedule().faults().size(),
                findings.found());
        findings.recovery().ifPresent(OUT::println);
        if (!findings.clean()) {
            OUT.println("again: coherence/run --seed " + options.seed());
        }
        write(new Report(List.of(findings), List.of()));
        return findings;
    }

    private List<Caught> mutants() throws InterruptedException, SQLException {
        Workshop workshop = new Workshop(root, JavaCommand.classPath(), target.resolve("mutants"));
        List<Path> folders = Mutants.all().stream().map(workshop::make).toList();
        List<Caught> caught = new ArrayList<>();
        List<Findings> all = new ArrayList<>();
        for (int number = 0; number < folders.size(); number++) {
            Mutant mutant = Mutants.all().get(number);
            Findings findings = Run.aimed(options, mutant.faults())
                    .on(
                            JavaCommand.larder(List.of(folders.get(number))),
                            logs(mutant.name().replace(' ', '-')));
            all.add(findings);
            caught.add(new Caught(mutant, findings.length().toMillis() / 1000.0, findings.shown()));
            say(caught.getLast());
        }
        write(new Report(all, caught));
        return caught;
    }

    private static void say(Caught caught) {
        OUT.printf(
                Locale.ROOT,
                "%-28s %s after %.1f s%n",
                caught.mutant().name(),
                caught.escaped()
                        ? "NOT CAUGHT"
                        : "caught by " + caught.by().getFirst().rule(),
                caught.seconds());
        caught.by().stream().findFirst().ifPresent(violation -> OUT.println(Table.text(violation)));
    }

    private void write(Report report) {
        report.write(target);
        OUT.println("written: " + target.resolve("report.html"));
    }

    private Path logs(String of) {
        return target.resolve("logs").resolve(of);
    }
}
