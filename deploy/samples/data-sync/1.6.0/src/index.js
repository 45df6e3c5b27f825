'use strict';

const { toBase } = require('./units.js');
const { isoDate, daysBetween } = require('./dates.js');
const records = require('./records.js');

let slashDates = 'DMY';

function activate(context) {
  slashDates = context.configuration.slashDates ?? 'DMY';
}

function normalise(list) {
  return records.normalise(list, slashDates);
}

/** erp.update: the records of the payload, cleaned. */
function update(payload, context) {
  const outcome = normalise(payload.records ?? []);
  outcome.rejected.forEach(rejected => context.log.warn('rejected record', rejected.index, rejected.reason));
  return outcome;
}

module.exports = {
  activate,
  update,
  normalise,
  toBase,
  isoDate: text => isoDate(text, slashDates),
  daysBetween,
};
