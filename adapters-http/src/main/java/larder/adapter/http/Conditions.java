package larder.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Supplier;

/** What a request makes its handling depend on, by RFC 9110, section 13: {@code If-Match} and {@code If-None-Match}. */
record Conditions(Optional<TagList> match, Optional<TagList> noneMatch) {

    /** Reads them; refuses what cannot be read, since to pass over it could lose an update. */
    static Conditions of(HttpServletRequest request) {
        return new Conditions(tags("If-Match", request), tags("If-None-Match", request));
    }

    private static Optional<TagList> tags(String header, HttpServletRequest request) {
        return TagList.of(header, Collections.list(request.getHeaders(header)));
    }

    boolean areNone() {
        return match.isEmpty() && noneMatch.isEmpty();
    }

    /**
     * Refuses a write that is not meant for what is there. To be called with what the database holds, while nobody else can change
     * it: a cache may be behind.
     *
     * @param current the bytes that a read would answer
     */
    void requireFor(Supplier<byte[]> current) {
        if (areNone()) {
            return;
        }
        String tag = EntityTag.of(current.get());
        requireMatch(tag);
        if (noneMatch.isPresent() && noneMatch.get().has(tag)) {
            throw failed("what is there is what If-None-Match excludes; nothing was changed");
        }
    }

    /** Whether who reads has it already. Refuses a read that is not meant for what is there. */
    boolean spare(String tag) {
        requireMatch(tag);
        return noneMatch.isPresent() && noneMatch.get().has(tag);
    }

    private void requireMatch(String tag) {
        if (match.isPresent() && !match.get().hasStrong(tag)) {
            throw failed("it has changed since If-Match was taken from an ETag; nothing was changed, read it again");
        }
    }

    private static Refused failed(String detail) {
        return new Refused(ProblemKind.PRECONDITION_FAILED, detail);
    }
}
