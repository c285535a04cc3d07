package larder.domain.catalogue;

import larder.domain.order.Money;

/** Something that is sold. */
public record Product(ProductId id, Title title, Money price, Stock stock) {}
