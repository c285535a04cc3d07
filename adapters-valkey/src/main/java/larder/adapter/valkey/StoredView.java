package larder.adapter.valkey;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import larder.domain.InvalidValue;
import larder.domain.catalogue.ProductId;
import larder.domain.catalogue.View;
import larder.domain.catalogue.ViewKey;
import larder.domain.port.BufferedView;

/** An entry of the stream of views, as its script answers it: id, epoch, product, key; an empty text for what is missing. */
final class StoredView {
    private static final Pattern EPOCH = Pattern.compile("[0-9a-f]{32}");
    private static final int DIGITS = 20;

    private StoredView() {}

    static BufferedView of(Object said) {
        List<?> fields = (List<?>) said;
        String mark = mark(text(fields.get(0)));
        String epoch = text(fields.get(1));
        return EPOCH.matcher(epoch).matches()
                ? new BufferedView(epoch, mark, view(text(fields.get(2)), text(fields.get(3))))
                : new BufferedView("", mark, Optional.empty());
    }

    /** The two numbers of an id, so long that they compare as texts; the server reads them so, too. */
    private static String mark(String id) {
        int dash = id.indexOf('-');
        return padded(id.substring(0, dash)) + "-" + padded(id.substring(dash + 1));
    }

    private static String padded(String digits) {
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    private static Optional<View> view(String product, String key) {
        try {
            Optional<ViewKey> named = key.isEmpty() ? Optional.empty() : Optional.of(new ViewKey(key));
            return Optional.of(new View(new ProductId(Integer.parseInt(product)), named));
        } catch (InvalidValue | NumberFormatException _) {
            // Set aside by who reads it, which is counted and logged.
            return Optional.empty();
        }
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.ISO_8859_1);
    }
}
