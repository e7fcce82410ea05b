package io.sluice.order;

import static java.util.stream.Collectors.toMap;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.sluice.order.domain.Product;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be ordered. */
@ApplicationScoped
class ProductStore implements PanacheRepositoryBase<ProductRow, String> {

    private static final String PUT = """
            INSERT INTO product (sku, name, price, currency, on_sale, max_per_order) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (sku) DO UPDATE SET name = ?2, price = ?3, currency = ?4, on_sale = ?5, max_per_order = ?6
            """;

    @WithTransaction
    Uni<Product> put(Product product) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PUT)
                        .setParameter(1, product.sku())
                        .setParameter(2, product.name())
                        .setParameter(3, product.price().minor())
                        .setParameter(4, product.price().currency().getCurrencyCode())
                        .setParameter(5, product.onSale())
                        .setParameter(6, product.maxPerOrder())
                        .executeUpdate())
                .replaceWith(product);
    }

    @WithSession
    Uni<Optional<Product>> find(String sku) {
        return findById(sku).map(row -> Optional.ofNullable(row).map(ProductRow::toProduct));
    }

    @WithSession
    Uni<Map<String, Product>> findAll(Collection<String> skus) {
        return list("sku in ?1", skus).map(rows -> rows.stream().collect(toMap(row -> row.sku, ProductRow::toProduct)));
    }

    /** By SKU, those after {@code sku}. */
    @WithSession
    Uni<List<Product>> page(String sku, int limit) {
        return find("sku > ?1 order by sku", sku)
                .range(0, limit - 1)
                .list()
                .map(rows -> rows.stream().map(ProductRow::toProduct).toList());
    }
}
