package planted.adapter.http;

import larder.adapter.sql.SqlConfig;

record HttpUsesSql(SqlConfig config) {}
