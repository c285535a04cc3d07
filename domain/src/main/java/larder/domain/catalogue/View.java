package larder.domain.catalogue;

import java.util.Optional;

/**
 * That somebody looked at a product, once.
 *
 * @param key empty for a view that counts each time it is sent
 */
public record View(ProductId product, Optional<ViewKey> key) {}
