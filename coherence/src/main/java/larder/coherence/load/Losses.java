package larder.coherence.load;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import larder.coherence.fleet.Timeline;
import larder.coherence.load.Client.Request;

/**
 * Asks each process again and again how many invalidations it has lost. One that the machine was too slow for is a fault like
 * any other, though nobody injected it.
 */
final class Losses implements Actor {
    private static final Request METRICS = Request.get("/metrics");
    private static final Pattern LOST =
            Pattern.compile("(?m)^larder_cache_events_total\\{[^}]*invalidation_lost[^}]*\\} ([0-9.E]+)$");
    private static final int PAUSE_MILLIS = 250;

    private final Client client;
    private final Timeline clock;
    private final int process;
    private double counted;
    private long asOf;

    Losses(Client client, Timeline clock, int process) {
        this.client = client;
        this.clock = clock;
        this.process = process;
    }

    @Override
    public void step() throws InterruptedException {
        long asked = clock.now();
        Optional<HttpResponse<String>> answer = client.ask(process, METRICS);
        if (answer.isPresent() && answer.get().statusCode() == 200) {
            double now = LOST.matcher(answer.get().body())
                    .results()
                    .mapToDouble(found -> Double.parseDouble(found.group(1)))
                    .sum();
            // A process that was started anew counts from nought.
            if (now > counted || (now < counted && now > 0)) {
                clock.lost(process, asOf, clock.now());
            }
            counted = now;
            asOf = asked;
        }
        Thread.sleep(PAUSE_MILLIS);
    }

    @Override
    public void close() {}
}
