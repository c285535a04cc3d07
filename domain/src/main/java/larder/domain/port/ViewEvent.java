package larder.domain.port;

/** Something that happened to views and is worth counting. */
public enum ViewEvent {
    /** A view was taken by the buffer. */
    BUFFERED,
    /** A view was turned away, since too many waited. */
    TURNED_AWAY,
    /** It is not known whether the buffer took a view. */
    IN_DOUBT,
    /** A view went straight to the database. */
    DIRECT,
    /** A view from the buffer was counted in the database. */
    APPLIED,
    /** A view from the buffer could not be counted and was set aside. */
    SET_ASIDE
}
