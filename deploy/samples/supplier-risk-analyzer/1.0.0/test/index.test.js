'use strict';

const assert = require('assert');
const analyzer = require('../src/index.js');

const consume = (supplierId, materialId, context) => analyzer.beforeConsume({ supplierId, materialId }, context);

exports['a punctual supplier with a rival is released'] = context => {
  const risk = consume('SUP-100', 'MAT-STEEL-4MM', context);

  assert.equal(risk.level, 'LOW');
  assert.equal(risk.decision, 'RELEASE');
  assert.deepEqual(risk.factors, { late: 0, defects: 0.5, singleSource: 0, trend: 0 });
};

exports['a late, faulty and only supplier is held'] = context => {
  const risk = consume('SUP-200', 'MAT-HOUSING-A', context);

  assert.equal(risk.level, 'CRITICAL');
  assert.equal(risk.decision, 'HOLD');
  assert.deepEqual(risk.factors, { late: 40, defects: 27.2, singleSource: 15, trend: 10 });
  assert.equal(risk.score, 92);
};

exports['where to hold is configured'] = context => {
  context.configuration.holdAt = 95;

  assert.equal(consume('SUP-200', 'MAT-HOUSING-A', context).decision, 'RELEASE');
};

exports['patience is configured'] = context => {
  context.configuration.graceDays = 30;

  assert.equal(consume('SUP-200', 'MAT-HOUSING-A', context).factors.late, 0);
};

exports['a supplier that nobody knows is held'] = context => {
  const risk = consume('SUP-404', 'MAT-HOUSING-A', context);

  assert.equal(risk.level, 'UNKNOWN');
  assert.equal(risk.decision, 'HOLD');
};

exports['a risky supplier gets narrower limits'] = context => {
  const metrics = [{ name: 'wall', value: 4.9, lower: 3, upper: 5 }, { name: 'bore', value: 12, lower: 11.5, upper: 12.5 }];

  const risky = analyzer.validateMetrics({ supplierId: 'SUP-200', metrics }, context);
  const safe = analyzer.validateMetrics({ supplierId: 'SUP-100', metrics }, context);

  assert.deepEqual(risky, { valid: false, failed: ['wall'], tightened: true, level: 'CRITICAL' });
  assert.equal(safe.valid, true);
};
