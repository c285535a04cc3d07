package larder.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import larder.application.readthrough.Answer;
import larder.application.user.Users;
import larder.application.user.Users.Registration;
import larder.domain.port.Codec;
import larder.domain.port.UserRepository.Removed;
import larder.domain.user.User;
import larder.domain.user.UserId;

/** Users over HTTP. */
final class UserRoutes extends Routes {
    private static final String ALL = "/users";
    private static final String ONE = "/users/{id}";
    private static final String PREFIX = "/users/";

    private final Users users;
    private final Codec<User> codec;

    UserRoutes(Users users, Codec<User> codec) {
        this.users = users;
        this.codec = codec;
    }

    @Override
    void addTo(Router router) {
        router.read(ONE, this::find);
        router.read(ALL, this::findAll);
        router.post(ALL, this::register);
        router.put(ONE, this::change);
        router.delete(ONE, this::remove);
    }

    private void find(Context context) throws IOException {
        Answer<User> answer = users.find(id(context));
        CacheStatus.write(answer.provenance(), context);
        switch (answer) {
            case Answer.Found<User> found -> Representation.one(found.encoded(), context);
            case Answer.Absent<User> _ -> throw noSuchUser();
        }
    }

    private void findAll(Context context) throws IOException {
        Collection<Answer<User>> answers = users.findAll(Ids.inQuery(context.queryString()).stream()
                        .map(UserId::new)
                        .toList())
                .values();
        CacheStatus.write(answers.stream().map(Answer::provenance).toList(), context);
        Representation.many(Reply.array(answers), context);
    }

    private void register(Context context) throws IOException {
        Ids.requireNoQuery(context.queryString());
        UserBody body = UserBody.read(RequestBody.json(context.req()));
        Registration registration = body.id().isPresent()
                ? users.register(new User(body.id().get(), body.name(), body.email()))
                : users.register(body.name(), body.email());
        switch (registration) {
            case Registration.Registered(User user) -> {
                context.status(201).header("Location", PREFIX + user.id());
                answer(context, user);
            }
            case Registration.IdTaken _ -> throw taken(body);
        }
    }

    private void change(Context context) throws IOException {
        UserId id = id(context);
        Conditions conditions = Conditions.of(context.req());
        UserBody body = UserBody.read(RequestBody.json(context.req()));
        body.requireId(id);
        Optional<User> changed = users.change(id, old -> {
            conditions.requireFor(() -> json(old));
            return new User(id, body.name(), body.email());
        });
        answer(context, changed.orElseThrow(UserRoutes::noSuchUser));
    }

    private void remove(Context context) {
        UserId id = id(context);
        Conditions conditions = Conditions.of(context.req());
        Removed removed = conditions.areNone()
                ? users.remove(id)
                : users.remove(id, old -> conditions.requireFor(() -> json(old)));
        switch (removed) {
            case REMOVED -> context.status(204);
            case NO_SUCH_USER -> throw noSuchUser();
        }
    }

    private static UserId id(Context context) {
        return new UserId(Ids.inPath(context.path(), PREFIX));
    }

    private void answer(Context context, User user) throws IOException {
        Representation.written(PREFIX + user.id(), json(user), context);
    }

    private byte[] json(User user) {
        return codec.encode(user).bytes();
    }

    private static Refused noSuchUser() {
        return new Refused(ProblemKind.NO_SUCH_USER, "no user has this id");
    }

    private static Refused taken(UserBody body) {
        return new Refused(
                body.id().isPresent()
                        ? Problem.of(ProblemKind.ID_TAKEN, "another user has this id; nothing was changed")
                        : Problem.retryable(
                                ProblemKind.OVERLOADED,
                                "others took every id that was tried; nothing was changed",
                                Duration.ofSeconds(1)));
    }
}
