package larder.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import larder.application.readthrough.Answer;
import larder.application.user.Users;
import larder.domain.user.User;
import larder.domain.user.UserId;

/** Users over HTTP. */
final class UserRoutes {
    static final String ALL = "/users";
    static final String ONE = "/users/{id}";
    private static final String PREFIX = "/users/";

    private final Users users;

    UserRoutes(Users users) {
        this.users = users;
    }

    void find(Context context) throws IOException {
        UserId id = Ids.inPath(context.path(), PREFIX);
        Answer<User> answer = users.find(id);
        CacheStatus.write(answer.provenance(), context);
        switch (answer) {
            case Answer.Found<User> found ->
                Reply.write(context, found.encoded().bytes());
            case Answer.Absent<User> _ -> throw noSuchUser();
        }
    }

    private static Refused noSuchUser() {
        return new Refused(ProblemKind.NO_SUCH_USER, "no user has this id");
    }
}
