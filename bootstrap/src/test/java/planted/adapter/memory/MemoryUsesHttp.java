package planted.adapter.memory;

import io.javalin.http.Context;

record MemoryUsesHttp(Context context) {}
