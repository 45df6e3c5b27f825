'use strict';

const assert = require('assert');
const sync = require('../src/index.js');

exports['quantities come in base units'] = () => {
  assert.deepEqual(sync.toBase(2.4, 't'), { quantity: 2400, unit: 'kg' });
  assert.deepEqual(sync.toBase(50, 'dozen'), { quantity: 600, unit: 'pcs' });
  assert.deepEqual(sync.toBase(0.3, 'KG'), { quantity: 0.3, unit: 'kg' });
  assert.throws(() => sync.toBase(1, 'parsec'), "'1 parsec' is no quantity");
  assert.throws(() => sync.toBase(NaN, 'kg'), "'NaN kg' is no quantity");
};

exports['dates are read as ERP systems write them'] = () => {
  ['2026-03-01', '2026-03-01T10:00:00Z', '20260301', '01.03.2026', '1.3.2026', '01/03/2026']
    .forEach(text => assert.equal(sync.isoDate(text), '2026-03-01'));
  assert.throws(() => sync.isoDate('30.02.2026'), "'30.02.2026' is no date");
  assert.throws(() => sync.isoDate('soon'), "'soon' is no date");
  assert.equal(sync.daysBetween('28.02.2026', '20260303'), 3);
};

exports['slashes are read as configured'] = context => {
  context.configuration.slashDates = 'MDY';

  sync.activate(context);

  assert.equal(sync.isoDate('03/04/2026'), '2026-03-04');
};

exports['of two records with one id the newer fields win'] = () => {
  const outcome = sync.normalise([
    { id: 'D-1', quantity: 1, unit: 't', receivedAt: '20260301', defects: 2, changedAt: '2026-03-05' },
    { id: 'D-1', quantity: 900, unit: 'kg', receivedAt: null, defects: 1, note: 'old', changedAt: '2026-03-01' },
  ]);

  assert.equal(outcome.merged, 1);
  assert.deepEqual(outcome.records, [
    { id: 'D-1', quantity: 1000, unit: 'kg', receivedAt: '2026-03-01', defects: 2, note: 'old', changedAt: '2026-03-05' },
  ]);
};

exports['what cannot be read is named and stops nothing'] = context => {
  const outcome = sync.update({ records: [{ id: 'A', quantity: 1, unit: '?' }, {}, { id: 'B' }] }, context);

  assert.deepEqual(outcome.records, [{ id: 'B' }]);
  assert.deepEqual(outcome.rejected,
    [{ index: 0, reason: "'1 ?' is no quantity" }, { index: 1, reason: 'a record needs an id' }]);
};

exports['an update without records is an empty one'] = context => {
  assert.deepEqual(sync.update({}, context).records, []);
};
