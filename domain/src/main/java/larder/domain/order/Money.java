package larder.domain.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import larder.domain.InvalidValue;

/** An exact amount in units and hundredths: 0.00 to 9,999,999,999.99, what an SQL {@code NUMERIC(12,2)} holds. */
public record Money(BigDecimal amount) {
    private static final int DECIMALS = 2;
    private static final BigDecimal MOST = new BigDecimal("9999999999.99");

    public Money {
        try {
            amount = amount.setScale(DECIMALS, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException _) {
            throw new InvalidValue("an amount must have at most " + DECIMALS + " decimals");
        }
        if (amount.signum() < 0 || amount.compareTo(MOST) > 0) {
            throw new InvalidValue("an amount must be 0 to " + MOST);
        }
    }

    public Money plus(Money other) {
        return new Money(amount.add(other.amount));
    }

    /** With both decimals, as {@code 23.00}. */
    @Override
    public String toString() {
        return amount.toPlainString();
    }
}
