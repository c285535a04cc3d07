package planted.domain;

import org.jooq.SQLDialect;

record DomainUsesJooq(SQLDialect dialect) {}
