package larder.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** What the machine's processors have done so far, in the kernel's ticks. */
record CpuTime(long all, long stolen) {
    private static final int STOLEN = 7;

    static CpuTime now() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            long[] ticks = Stream.of(lines.findFirst().orElseThrow().split(" +"))
                    .skip(1)
                    .limit(STOLEN + 1)
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new CpuTime(Arrays.stream(ticks).sum(), ticks[STOLEN]);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Which part of the time since then went to other guests of the same hardware. */
    double stolenSince(CpuTime then) {
        return (double) (stolen - then.stolen) / Math.max(1, all - then.all);
    }
}
