package larder.adapter.sql;

import javax.sql.DataSource;
import larder.adapter.sql.SqlConfig.SampleData;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.impl.DSL;

/** The SQL scripts that make the schema, and those that fill it with sample data, each with a history of their own. */
final class Scripts {
    static final String SCHEMA_HISTORY = "larder_schema_history";

    private Scripts() {}

    /**
     * Runs the scripts that have not run yet. Of several instances one runs them and the others wait.
     *
     * @throws org.flywaydb.core.api.FlywayException if a script fails, if one was altered after it ran, or if the
     *     database has seen scripts of a later release
     * @throws UnrecordableSchema if the database would change what is cached without a trace
     */
    static void run(SqlConfig config, DataSource database) {
        Engine engine = DatabaseUrl.parse(config.url()).engine();
        String folder = engine.scheme();
        if (!SchemaHistory.isComplete(database, SCHEMA_HISTORY, "larder/db/" + folder)) {
            flyway(database, "larder/db/" + folder, SCHEMA_HISTORY).load().migrate();
        }
        DSL.using(database, engine.dialect())
                .connectionResult(Recording.of(engine)::unseen)
                .ifPresent(sentence -> {
                    throw new UnrecordableSchema(sentence);
                });
        if (config.sampleData() == SampleData.TUTORIALS) {
            flyway(database, "larder/sample/" + folder, "larder_sample_history")
                    // By now the schema is not empty, which is no reason to refuse.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
    }

    private static FluentConfiguration flyway(DataSource database, String folder, String history) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:" + folder)
                .table(history)
                .loggers("slf4j")
                .placeholderReplacement(false)
                // A database of a later release is refused, not written to in ignorance.
                .ignoreMigrationPatterns(new String[0]);
    }
}
