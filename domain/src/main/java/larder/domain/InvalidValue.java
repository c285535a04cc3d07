package larder.domain;

/**
 * Says that something is not a value of the domain, in a sentence that may be shown to whoever sent it. It never
 * carries the refused text itself.
 */
public final class InvalidValue extends IllegalArgumentException {
    public InvalidValue(String sentence) {
        super(sentence);
    }
}
