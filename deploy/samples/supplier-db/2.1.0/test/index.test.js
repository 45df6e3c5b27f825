'use strict';

const assert = require('assert');
const db = require('../src/index.js');

exports['the examples are there after the start'] = context => {
  db.activate(context);

  assert.equal(db.suppliers.byId('SUP-100').name, 'Nordstahl');
  assert.equal(db.suppliers.byId('SUP-999'), null);
  assert.deepEqual(db.suppliers.ofMaterial('MAT-STEEL-4MM').map(s => s.id), ['SUP-100', 'SUP-300']);
};

exports['they can be left out'] = context => {
  context.configuration.loadExamples = false;

  db.activate(context);

  assert.deepEqual(db.suppliers.all(), []);
};

exports['sync inserts, updates and says what it refused'] = context => {
  db.activate(context);

  const outcome = db.sync({
    suppliers: [{ id: 'SUP-400', name: 'Neu', materials: ['M-1'] }, { id: 'SUP-100', country: 'NO', name: 'Nordstahl AS' }, {}],
    deliveries: [{ id: 'D-9', supplierId: 'SUP-404', receivedAt: '2026-05-01' }],
  }, context);

  assert.equal(outcome.inserted, 1);
  assert.equal(outcome.updated, 1);
  assert.deepEqual(outcome.rejected.map(rejected => rejected.reason),
    ['a supplier needs an id and a name', 'nobody knows the supplier SUP-404']);
  assert.equal(db.suppliers.byId('SUP-100').country, 'NO');
  assert.equal(db.suppliers.byId('SUP-100').materials.length, 2);
};

exports['deliveries come newest first, and an older copy changes nothing'] = context => {
  db.activate(context);

  const ids = db.deliveries.ofSupplier('SUP-200').map(delivery => delivery.id + ':' + delivery.defects);

  assert.deepEqual(ids, ['D-2003:9', 'D-2002:4', 'D-2001:1']);
  assert.equal(db.deliveries.ofSupplier('SUP-200', 2).length, 2);
  assert.deepEqual(db.deliveries.ofSupplier('SUP-999'), []);
};

exports['only the latest deliveries are kept'] = context => {
  context.configuration.maxDeliveriesPerSupplier = 2;

  db.activate(context);

  assert.deepEqual(db.deliveries.ofSupplier('SUP-200').map(delivery => delivery.id), ['D-2003', 'D-2002']);
};
