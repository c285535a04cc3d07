package larder.coherence;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import larder.coherence.history.Outage;
import larder.coherence.history.Violation;

/** The report as one page of HTML that asks for nothing else. */
final class Page {
    private static final int WIDTH = 900;
    private static final int LANE = 18;
    private static final String HEAD = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Larder: coherence</title><style>
            body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:62em;padding:0 1em;color:#1c1c1c;background:#fff}
            table{border-collapse:collapse;margin:.6em 0}td,th{padding:.2em .8em .2em 0;text-align:left;vertical-align:top;border-bottom:1px solid #ddd}
            .n{text-align:right;font-variant-numeric:tabular-nums}.bad{color:#a40000;font-weight:600}.good{color:#0a6b1d;font-weight:600}
            pre{background:#f5f5f5;padding:.6em;overflow:auto;font-size:13px}svg{width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:#1c1c1c}
            .FAULT{fill:#d9b25f}.WRITE{fill:#3b6ea5}.READ{fill:#8aa88a}.OFFENCE{fill:#c22f2f}
            @media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}pre{background:#222}td,th{border-color:#444}svg text{fill:#e6e6e6}.bad{color:#ff7b7b}.good{color:#7bd88f}}
            </style><h1>Coherence</h1>
            """;

    private final Report report;
    private final StringBuilder html = new StringBuilder(HEAD);

    Page(Report report) {
        this.report = report;
    }

    String html() {
        if (!report.mutants().isEmpty()) {
            mutants();
        }
        report.runs().forEach(this::run);
        return html.append("</html>\n").toString();
    }

    private void mutants() {
        html.append("<h2>Mutants</h2><table><tr><th>mutant<th>what is wrong<th>caught by<th class=n>after");
        for (Caught caught : report.mutants()) {
            html.append("<tr><td>").append(escaped(caught.mutant().name()));
            html.append("<td>").append(escaped(caught.mutant().meaning()));
            html.append(caught.escaped() ? "<td class=bad>NOTHING" : "<td class=good>" + rules(caught.by()));
            html.append(String.format(Locale.ROOT, "<td class=n>%.1f s", caught.seconds()));
        }
        html.append("</table>");
    }

    private static String rules(List<Violation> by) {
        return String.join(
                ", ",
                by.stream().map(violation -> violation.rule().name()).distinct().toList());
    }

    private void run(Findings run) {
        html.append("<h2>")
                .append(escaped(run.what()))
                .append(", seed ")
                .append(run.seed())
                .append("</h2><p class=")
                .append(run.clean() ? "good>" : "bad>")
                .append(String.format(
                        Locale.ROOT,
                        "%,d violations in %,d checked reads",
                        run.found(),
                        run.reads().checked()))
                .append("</p><p>")
                .append(escaped(String.join("; ", run.servers())))
                .append("</p><table>");
        row("seconds", run.length().toSeconds());
        row("reads that said how old they can be", run.reads().claims());
        row("reads without an answer (503, lost connection)", run.reads().unavailable());
        run.reads().sources().forEach((source, count) -> row("answers: " + source, count));
        run.writes().forEach((outcome, count) -> row("writes: " + outcome, count));
        html.append("</table>");
        run.recovery()
                .ifPresent(recovery ->
                        html.append("<p>").append(escaped(recovery.toString())).append("</p>"));
        faults(run);
        run.shown().forEach(this::violation);
    }

    private void row(String what, long count) {
        html.append("<tr><td>").append(escaped(what)).append(String.format(Locale.ROOT, "<td class=n>%,d", count));
    }

    private void faults(Findings run) {
        Map<String, Long> counts = new java.util.TreeMap<>();
        for (Outage outage : run.outages().all()) {
            counts.merge(outage.what(), 1L, Long::sum);
        }
        html.append("<details><summary>Faults</summary><table>");
        counts.forEach(this::row);
        html.append("</table><pre>");
        run.schedule()
                .faults()
                .forEach(planned -> html.append(escaped(planned.toString())).append('\n'));
        html.append("</pre></details>");
    }

    private void violation(Violation violation) {
        html.append("<h3>").append(escaped(violation.key())).append("</h3><p>");
        html.append(escaped(Table.sentence(violation))).append("</p>");
        drawing(Table.lines(violation));
        html.append("<pre>").append(escaped(Table.text(violation))).append("</pre>");
    }

    /** A lane for each event, over the time of the events; faults are cut off at its ends. */
    private void drawing(List<Table.Line> lines) {
        List<Table.Line> events =
                lines.stream().filter(line -> line.mark() != Table.Mark.FAULT).toList();
        double from = events.stream().mapToDouble(Table.Line::from).min().orElse(0);
        double to = events.stream().mapToDouble(Table.Line::to).max().orElse(1);
        double scale = WIDTH / Math.max(0.001, to - from);
        html.append(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=img>", WIDTH, LANE * lines.size()));
        for (int lane = 0; lane < lines.size(); lane++) {
            Table.Line line = lines.get(lane);
            double left = Math.clamp((line.from() - from) * scale, 0, WIDTH - 4);
            double right = Math.clamp((line.to() - from) * scale, left + 4, Math.max(left + 4, WIDTH));
            html.append(String.format(
                    Locale.ROOT,
                    "<rect class=%s x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
                    line.mark(),
                    left,
                    lane * LANE + 2,
                    right - left,
                    LANE - 4,
                    left < WIDTH / 2.0 ? left + 6 : right - 6,
                    lane * LANE + 13,
                    left < WIDTH / 2.0 ? "start" : "end",
                    escaped(line.who() + " " + line.what())));
        }
        html.append("</svg>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
