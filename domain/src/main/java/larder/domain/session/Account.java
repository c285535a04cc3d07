package larder.domain.session;

/** Somebody who may log in. */
public record Account(AccountName name, PasswordHash password, Role role) {}
