package larder.adapter.http;

import larder.application.catalogue.Catalogue;
import larder.application.catalogue.Views;
import larder.application.order.Orders;
import larder.application.report.Reports;
import larder.application.staff.Staff;
import larder.application.user.Users;

/** The routes of one use case. */
public abstract sealed class Routes
        permits UserRoutes,
                OrderRoutes,
                StaffRoutes,
                ProductRoutes,
                ViewRoutes,
                ReportRoutes,
                SessionRoutes,
                AdminRoutes {
    Routes() {}

    /** {@code /users}. */
    public static Routes of(Users users) {
        return new UserRoutes(users, HttpApi.userCodec());
    }

    /** {@code /orders}, and the tutorial's {@code /count} and {@code /add/}. */
    public static Routes of(Orders orders) {
        return new OrderRoutes(orders);
    }

    /** {@code /employees} and {@code /departments}. */
    public static Routes of(Staff staff) {
        return new StaffRoutes(staff);
    }

    /** {@code /products}. */
    public static Routes of(Catalogue catalogue) {
        return new ProductRoutes(catalogue);
    }

    /** {@code /products/1/views}. */
    public static Routes of(Views views) {
        return new ViewRoutes(views);
    }

    /** {@code /reports}. */
    public static Routes of(Reports reports) {
        return new ReportRoutes(reports);
    }

    abstract void addTo(Router router);
}
