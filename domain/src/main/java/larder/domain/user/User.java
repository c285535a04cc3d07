package larder.domain.user;

/** A user with an account. */
public record User(UserId id, UserName name, EmailAddress email) {}
