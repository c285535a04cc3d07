package larder.adapter.http;

/**
 * What is wrong with one field.
 *
 * @param field its name
 * @param detail a sentence without a subject, as {@code must be a string}
 */
record FieldError(String field, String detail) {}
