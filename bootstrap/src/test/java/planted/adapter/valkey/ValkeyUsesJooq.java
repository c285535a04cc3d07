package planted.adapter.valkey;

import org.jooq.SQLDialect;

record ValkeyUsesJooq(SQLDialect dialect) {}
