'use strict';

const assert = require('assert');
const { score, trend } = require('../src/score.js');

const delivery = (daysLate, defects) => ({ daysLate, defects, quantity: 1000 });

exports['without anything wrong the score is zero'] = () => {
  assert.equal(score([delivery(-2, 0), delivery(0, 0)], false, 1).score, 0);
};

exports['no factor gives more than its points'] = () => {
  const worst = score([delivery(90, 900), delivery(0, 900)], true, 0);

  assert.deepEqual(worst.factors, { late: 40, defects: 35, singleSource: 15, trend: 10 });
  assert.equal(worst.score, 100);
};

exports['within the grace nothing is late'] = () => {
  assert.equal(score([delivery(1, 0)], false, 1).factors.late, 0);
};

exports['the trend compares the newer half with the older'] = () => {
  assert.equal(trend([4, 4, 9, 1, 1]), 3);
  assert.equal(trend([1, 5]), -4);
  assert.equal(trend([7]), 0);
};
