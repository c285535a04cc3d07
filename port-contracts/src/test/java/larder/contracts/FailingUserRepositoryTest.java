package larder.contracts;

import java.time.Duration;
import larder.contracts.FailingUserRepository.Order;
import larder.domain.port.UserRepository;
import org.junit.jupiter.api.Nested;

/** The double fails as a real repository must, or tests that lean on it prove nothing. */
final class FailingUserRepositoryTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @Nested
    final class Refusing extends UserRepositoryOutageContract {
        @Override
        protected UserRepository outOfOrder() {
            FailingUserRepository failing = new FailingUserRepository(new NoUsers());
            failing.turn(Order.REFUSING);
            return failing;
        }

        @Override
        protected Duration bound() {
            return AT_ONCE;
        }
    }

    @Nested
    final class LosingAnswers extends UserRepositoryOutageContract {
        @Override
        protected UserRepository outOfOrder() {
            FailingUserRepository failing = new FailingUserRepository(new NoUsers());
            failing.turn(Order.LOSING_ANSWERS);
            return failing;
        }

        @Override
        protected Duration bound() {
            return AT_ONCE;
        }
    }
}
