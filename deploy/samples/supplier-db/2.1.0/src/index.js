'use strict';

const { createStore } = require('./store.js');

let store = createStore(500);

function activate(context) {
  store = createStore(context.configuration.maxDeliveriesPerSupplier ?? 500);
  if (context.configuration.loadExamples !== false) {
    load(require('../data/examples.json'));
  }
  context.log.info('knows', store.suppliers().length, 'suppliers');
}

/** external.sync: inserts or updates what the ERP sends. */
function sync(payload, context) {
  const outcome = load(payload);
  outcome.rejected.forEach(rejected => context.log.warn('rejected', rejected));
  return outcome;
}

/** Suppliers before deliveries, because a delivery of a supplier that nobody knows is refused. */
function load(records) {
  const outcome = { inserted: 0, updated: 0, rejected: [] };
  (records.suppliers ?? []).forEach(supplier => count(outcome, supplier, store.putSupplier));
  (records.deliveries ?? []).forEach(delivery => count(outcome, delivery, store.putDelivery));
  return outcome;
}

function count(outcome, record, put) {
  const answer = put(record);
  if (answer.rejected) {
    outcome.rejected.push({ id: record.id ?? null, reason: answer.rejected });
  } else if (answer.known) {
    outcome.updated++;
  } else {
    outcome.inserted++;
  }
}

module.exports = {
  activate,
  sync,
  suppliers: {
    all: () => store.suppliers(),
    byId: id => store.suppliers().find(supplier => supplier.id === id) ?? null,
    ofMaterial: materialId => store.suppliers().filter(supplier => supplier.materials.includes(materialId)),
  },
  deliveries: {
    ofSupplier: (id, limit) => store.deliveriesOf(id).slice(0, limit ?? 100),
  },
};
