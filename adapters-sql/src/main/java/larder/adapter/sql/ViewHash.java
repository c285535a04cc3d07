package larder.adapter.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import larder.domain.catalogue.View;
import larder.domain.catalogue.ViewKey;

/** What a view with a key is remembered by: SHA-256 of product and key, in 43 characters. */
final class ViewHash {
    private ViewHash() {}

    static String of(View view) {
        String text = view.product() + ":" + view.key().map(ViewKey::value).orElseThrow();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
