package larder.devservices.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server's first process and all that descend from it, as targets of signals. */
final class ProcessTree {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** What the kernel calls a thread that is stopped, traced or dead. */
    private static final String STANDING = "TtZX";

    private final Optional<ProcessHandle> root;

    /** @param root empty when it ended before anybody could take hold of it */
    ProcessTree(Optional<ProcessHandle> root) {
        this.root = root;
    }

    boolean alive() {
        return root.stream().anyMatch(ProcessTree::alive);
    }

    /** The first process is stopped before its children are listed: so it has no more of them. */
    List<ProcessHandle> pause() {
        signal("STOP", root.stream().toList());
        List<ProcessHandle> all = all();
        signal("STOP", all);
        boolean _ = Deadline.in(PATIENCE).await(() -> all.stream().allMatch(ProcessTree::stands));
        return all;
    }

    void resume() {
        signal("CONT", all());
    }

    void kill() {
        List<ProcessHandle> all = alive() ? pause() : List.of();
        for (ProcessHandle process : all) {
            process.destroyForcibly();
        }
        awaitEnd(all);
    }

    /** A clean end by this signal; a server that does not mind it is killed. */
    void stop(String signal) {
        List<ProcessHandle> all = all();
        signal(signal, root.stream().toList());
        if (!Deadline.in(PATIENCE).await(() -> all.stream().noneMatch(ProcessTree::alive))) {
            kill();
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        if (!Deadline.in(PATIENCE).await(() -> processes.stream().noneMatch(ProcessTree::alive))) {
            throw new ServerUnavailable("Processes outlive kill -9: " + processes);
        }
    }

    private List<ProcessHandle> all() {
        return root.stream()
                .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
                .toList();
    }

    /** A zombie counts as dead: it only waits for its parent, which may be a container's first process that never asks. */
    private static boolean alive(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            return state(Path.of("/proc/" + process.pid())) != 'Z';
        } catch (IOException _) {
            return process.isAlive(); // gone meanwhile, or a system without /proc
        }
    }

    /** The signal is sent to the process, but its threads stop one after the other, and may answer somebody meanwhile. */
    private static boolean stands(ProcessHandle process) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads.toList()) {
                if (STANDING.indexOf(state(thread)) < 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException _) {
            return true; // gone meanwhile, or a system without /proc
        }
    }

    private static char state(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    /** Through the shell's own kill: a slim system has no other. */
    private static void signal(String signal, List<ProcessHandle> processes) {
        if (processes.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -\"$0\" \"$@\"", signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            // The exit code says nothing: a child may end between the list and the signal.
            Process kill = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new ServerUnavailable("sh does not return from kill -" + signal);
            }
        } catch (IOException e) {
            throw new ServerUnavailable("sh cannot be run to send a signal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailable("Interrupted while sending a signal", e);
        }
    }
}
