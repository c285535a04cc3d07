package larder.application.readthrough;

import larder.domain.port.Content;

/**
 * What a load came to.
 *
 * @param asOf a reading of the ticker at which the content was certainly current: who asked before that may share it
 */
record Loaded(Content content, Provenance provenance, long asOf) {
    /** Whether this is no older than a question asked at that reading of the ticker. */
    boolean answers(long asked) {
        return asOf - asked >= 0;
    }
}
