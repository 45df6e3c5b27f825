'use strict';

/** Suppliers by id, and for each its latest deliveries, newest first. */
function createStore(maxDeliveries) {
  const suppliers = new Map();
  const deliveries = new Map();

  function putSupplier(supplier) {
    if (!supplier.id || !supplier.name) {
      return { rejected: 'a supplier needs an id and a name' };
    }
    const known = suppliers.has(supplier.id);
    suppliers.set(supplier.id, Object.assign({ country: null, materials: [] }, suppliers.get(supplier.id), supplier));
    return { known };
  }

  function putDelivery(delivery) {
    if (!delivery.id || !delivery.receivedAt) {
      return { rejected: 'a delivery needs an id and the day it was received' };
    }
    if (!suppliers.has(delivery.supplierId)) {
      return { rejected: `nobody knows the supplier ${delivery.supplierId}` };
    }
    const others = deliveriesOf(delivery.supplierId);
    const old = others.find(other => other.id === delivery.id);
    if (old && String(old.changedAt ?? '') > String(delivery.changedAt ?? '')) {
      return { known: true };
    }
    const kept = others.filter(other => other !== old);
    kept.unshift(delivery);
    deliveries.set(delivery.supplierId, kept.slice(0, maxDeliveries));
    return { known: Boolean(old) };
  }

  function deliveriesOf(supplierId) {
    return deliveries.get(supplierId) ?? [];
  }

  return { putSupplier, putDelivery, deliveriesOf, suppliers: () => Array.from(suppliers.values()) };
}

module.exports = { createStore };
