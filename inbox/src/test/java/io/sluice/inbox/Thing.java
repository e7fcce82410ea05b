package io.sluice.inbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Hibernate Reactive starts for an entity only. */
@Entity
class Thing {

    @Id
    long id;
}
