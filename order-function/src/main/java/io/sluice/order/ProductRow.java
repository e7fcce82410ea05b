package io.sluice.order;

import io.sluice.contracts.Money;
import io.sluice.order.domain.Product;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Currency;

/** A product as it is stored. */
@Entity
@Table(name = "product")
class ProductRow {

    @Id
    String sku;

    String name;
    long price;
    String currency;
    boolean onSale;
    Integer maxPerOrder;

    Product toProduct() {
        return new Product(sku, name, new Money(price, Currency.getInstance(currency)), onSale, maxPerOrder);
    }
}
