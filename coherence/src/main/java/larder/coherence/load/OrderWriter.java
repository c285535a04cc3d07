package larder.coherence.load;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import larder.coherence.history.KeyHistory.Kind;
import larder.coherence.history.Origin;
import larder.coherence.history.Write;
import larder.coherence.history.Write.Outcome;
import larder.coherence.history.Write.State;
import larder.coherence.load.Client.Request;

/** The one writer of orders: each adds one to the count of its customer, and to that of all. */
final class OrderWriter implements Actor {
    private static final int LONGEST_PAUSE_MILLIS = 40;

    private final List<Customer> customers;
    private final Tools tools;
    private final Writing writing;
    private boolean inDoubt;

    OrderWriter(List<Customer> customers, Tools tools, Writing writing) {
        this.customers = customers;
        this.tools = tools;
        this.writing = writing;
    }

    /** An order that comes late makes a count larger than was asked for, which breaks nothing: nobody need wait for it. */
    @Override
    public void step() throws SQLException, InterruptedException {
        if (inDoubt) {
            settle(Customer.ALL);
            for (Customer customer : customers) {
                settle(customer);
            }
            inDoubt = false;
        }
        place(customers.get(tools.random().nextInt(customers.size())));
        Thread.sleep(tools.random().nextInt(LONGEST_PAUSE_MILLIS));
    }

    private void place(Customer customer) throws SQLException {
        boolean direct = writing == Writing.API_AND_SQL && tools.random().nextInt(3) == 0;
        int process =
                direct ? Origin.DATABASE : tools.random().nextInt(tools.client().processes());
        long start = tools.clock().now();
        Outcome outcome = direct ? bySql(customer) : byApi(customer, process, start);
        long end = tools.clock().now();
        for (Customer counted : List.of(customer, Customer.ALL)) {
            tools.records()
                    .note(
                            Kind.COUNTED,
                            new Write(
                                    counted.key(),
                                    0,
                                    State.PRESENT,
                                    start,
                                    end,
                                    tools.asking().by(process),
                                    outcome));
        }
        if (outcome == Outcome.UNKNOWN) {
            inDoubt = true;
        } else if (!direct) {
            tools.asking().count(tools.random().nextBoolean() ? customer : Customer.ALL, process);
        }
    }

    private Outcome bySql(Customer customer) throws SQLException {
        if (tools.sql().execute(customer.sqlOrder()) != 1) {
            throw new IllegalStateException("an order was not inserted");
        }
        return Outcome.ACKNOWLEDGED;
    }

    private Outcome byApi(Customer customer, int process, long start) {
        Optional<HttpResponse<String>> answer =
                tools.client().ask(process, new Request("POST", "/orders", customer.order()));
        if (answer.isPresent() && answer.get().statusCode() == 201) {
            return Outcome.ACKNOWLEDGED;
        }
        answer.filter(response -> !Tools.unavailable(response))
                .ifPresent(response -> tools.asking()
                        .forbidden(
                                customer.key(),
                                Kind.COUNTED,
                                "POST answered by " + response.statusCode(),
                                start,
                                process));
        return Outcome.UNKNOWN;
    }

    private void settle(Customer customer) throws SQLException {
        long start = tools.clock().now();
        tools.asking().database(customer.key(), Kind.COUNTED, tools.sql().ask(customer.sqlCount()), start);
    }

    @Override
    public void close() {
        tools.sql().close();
    }
}
