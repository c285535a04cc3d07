package larder.application.readthrough;

import larder.domain.port.Lookup;

/**
 * What an operator is told of an entry. Nothing is counted, loaded or changed for it. What is in the entry and whether it is
 * reserved are two looks, one shortly after the other.
 *
 * @param reserved whether a load is under way somewhere that may fill it
 */
public record Inspection(Lookup seen, boolean reserved, Outlook outlook) {
    /** What would become of a read now. */
    public enum Outlook {
        /** It is answered from the cache. */
        ANSWERED,
        /** It is answered with the value past its time: at once if the id is kept warm, else if the database does not answer. */
        STANDS_IN,
        /** It asks the database. */
        LOADED,
        /** It takes out what cannot be read, or is of another format, and asks the database. */
        REPLACED
    }
}
