package larder.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import larder.domain.port.Codec;
import larder.domain.port.Encoded;
import larder.domain.report.SalesWeek;
import larder.domain.report.WeeklySales;

/**
 * Weekly sales as JSON, the earliest week first: <code>
 * {"weeks":[{"week":"2009-12-28","orders":230,"revenue":46012.50,"last_four_weeks":184050.00,"average_revenue":46012.50,
 * "customers":228,"new_customers":100,"active_customers":2800}]}</code>.
 */
final class SalesJson implements Codec<WeeklySales> {
    private static final String FORMAT = "sales/1";
    private static final int BYTES_OF_A_WEEK = 200;

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Encoded encode(WeeklySales sales) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(BYTES_OF_A_WEEK * (sales.weeks().size() + 1));
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("weeks");
            for (SalesWeek week : sales.weeks()) {
                write(week, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException("writing to memory failed", failure);
        }
        return new Encoded(FORMAT, bytes.toByteArray());
    }

    private static void write(SalesWeek week, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("week", week.monday().toString());
        json.writeNumberField("orders", week.orders());
        json.writeNumberField("revenue", week.revenue());
        json.writeNumberField("last_four_weeks", week.lastFour());
        json.writeNumberField("average_revenue", week.averageRevenue());
        json.writeNumberField("customers", week.customers());
        json.writeNumberField("new_customers", week.newCustomers());
        json.writeNumberField("active_customers", week.activeCustomers());
        json.writeEndObject();
    }

    @Override
    public WeeklySales decode(Encoded encoded) {
        if (!encoded.format().equals(FORMAT)) {
            throw malformed();
        }
        List<SalesWeek> weeks = new ArrayList<>();
        try (JsonParser json = Json.FACTORY.createParser(encoded.bytes())) {
            expect(JsonToken.START_OBJECT, json);
            field("weeks", JsonToken.START_ARRAY, json);
            while (json.nextToken() == JsonToken.START_OBJECT) {
                weeks.add(week(json));
            }
            if (json.currentToken() != JsonToken.END_ARRAY) {
                throw malformed();
            }
            expect(JsonToken.END_OBJECT, json);
            return new WeeklySales(weeks);
        } catch (IOException | DateTimeException notSales) {
            throw malformed();
        }
    }

    private static SalesWeek week(JsonParser json) throws IOException {
        field("week", JsonToken.VALUE_STRING, json);
        LocalDate monday = LocalDate.parse(json.getText());
        long orders = count("orders", json);
        BigDecimal revenue = amount("revenue", json);
        BigDecimal lastFour = amount("last_four_weeks", json);
        BigDecimal _ = amount("average_revenue", json);
        SalesWeek week = new SalesWeek(
                monday,
                orders,
                revenue,
                lastFour,
                count("customers", json),
                count("new_customers", json),
                count("active_customers", json));
        expect(JsonToken.END_OBJECT, json);
        return week;
    }

    private static long count(String name, JsonParser json) throws IOException {
        field(name, JsonToken.VALUE_NUMBER_INT, json);
        return json.getLongValue();
    }

    private static BigDecimal amount(String name, JsonParser json) throws IOException {
        field(name, JsonToken.VALUE_NUMBER_FLOAT, json);
        return json.getDecimalValue();
    }

    private static void field(String name, JsonToken value, JsonParser json) throws IOException {
        expect(JsonToken.FIELD_NAME, json);
        if (!json.currentName().equals(name)) {
            throw malformed();
        }
        expect(value, json);
    }

    private static void expect(JsonToken token, JsonParser json) throws IOException {
        if (json.nextToken() != token) {
            throw malformed();
        }
    }

    private static Malformed malformed() {
        return new Malformed("it must be of the format " + FORMAT, List.of());
    }
}
