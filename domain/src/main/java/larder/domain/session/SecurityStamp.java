package larder.domain.session;

/**
 * Stands for one password of one account, and says nothing of it. A session holds its account's stamp of when it began, so that
 * it ends when the password is another, or the account was made anew.
 */
public record SecurityStamp(String value) {}
