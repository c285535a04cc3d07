package larder.bootstrap;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import larder.devservices.PostgresServer;
import larder.devservices.ValkeyServer;

/**
 * Runs a server for a short while, with real servers behind it, so that its JVM can note what a start needs. The arguments are
 * the command that starts it.
 */
final class AotTraining {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int REQUESTS = 500;

    private AotTraining() {}

    public static void main(String[] command) throws IOException, InterruptedException {
        System.out.println("step 1 of 3, starting servers to train on");
        try (PostgresServer postgres = PostgresServer.start();
                ValkeyServer valkey = ValkeyServer.start()) {
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(List.of(command)).inheritIO();
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("LARDER_") || name.endsWith("_SERVICE_URI"));
            builder.environment()
                    .putAll(Map.of(
                            "LARDER_DATABASE_URL", postgres.freshDatabase(),
                            "LARDER_VALKEY_URL", valkey.url(),
                            "LARDER_HTTP_PORT", Integer.toString(port)));
            Process server = builder.start();
            try {
                System.out.println("step 2 of 3, asking a server what it will be asked");
                ask(URI.create("http://127.0.0.1:" + port));
                System.out.println("step 3 of 3, writing down what it took");
                server.destroy();
                if (!server.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the server does not stop");
                }
            } finally {
                server.destroyForcibly();
            }
        }
    }

    private static void ask(URI server) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            awaitReady(client, server.resolve("/health/ready"));
            for (int i = 0; i < REQUESTS; i++) {
                status(client, server.resolve("/users/" + (1 + i % 100)));
            }
            status(client, server.resolve("/users?ids=1,2,3"));
            status(client, server.resolve("/metrics"));
        }
    }

    private static void awaitReady(HttpClient client, URI ready) throws InterruptedException {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!isReady(client, ready)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the server does not become ready");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean isReady(HttpClient client, URI ready) throws InterruptedException {
        try {
            return status(client, ready) == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static int status(HttpClient client, URI address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
