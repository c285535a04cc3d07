package larder.adapter.http;

import java.util.Optional;
import java.util.Set;
import larder.domain.session.AccountName;
import larder.domain.session.Password;

/** What a request's body says of who wants to log in. */
record LoginBody(AccountName name, Password password) {
    private static final Set<String> FIELDS = Set.of("name", "password");

    /** Reads a body; refuses it with everything that is wrong with it, and nothing that is in it. */
    static LoginBody read(byte[] json) {
        try {
            Members members = Members.read(json, FIELDS);
            Optional<String> name = members.text("name");
            Optional<String> password = members.text("password");
            members.check();
            return of(name.orElseThrow(), password.orElseThrow());
        } catch (Malformed malformed) {
            throw new Refused(Problem.of(ProblemKind.INVALID_BODY, malformed.sentence(), malformed.errors()));
        }
    }

    private static LoginBody of(String name, String password) {
        Values values = new Values();
        Optional<AccountName> accountName = values.of("name", () -> new AccountName(name));
        Optional<Password> accountPassword = values.of("password", () -> new Password(password));
        values.check();
        return new LoginBody(accountName.orElseThrow(), accountPassword.orElseThrow());
    }
}
