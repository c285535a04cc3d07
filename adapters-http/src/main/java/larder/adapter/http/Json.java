package larder.adapter.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** Jackson's streams, set up for short documents from strangers. */
final class Json {
    private static final int DEEPEST = 8;
    private static final int LONGEST_NUMBER = 20;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            // Field names come from strangers, so they are kept neither by the JVM nor by a table of Jackson's.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            // A character beyond the basic plane goes out as it is, as every other does, and not as two escapes.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            // The default pool is one buffer per thread, and a virtual thread serves one request.
            .recyclerPool(JsonRecyclerPools.newBoundedPool(64))
            .build();

    private Json() {}
}
