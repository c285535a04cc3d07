package larder.devservices;

/** A real SQL server that lends databases. */
public interface SqlServer extends DevServer {
    /** Creates an empty database under a name that nothing else uses, and returns its address. */
    String freshDatabase();
}
