'use strict';

const { toBase } = require('./units.js');
const { isoDate } = require('./dates.js');

/** Every field that ends in At is a day, except the time of change, which only orders. */
function normaliseOne(record, slashDates) {
  if (record.id === undefined || record.id === null) {
    throw new Error('a record needs an id');
  }
  const clean = Object.assign({}, record);
  if (record.unit !== undefined) {
    Object.assign(clean, toBase(Number(record.quantity), record.unit));
  }
  Object.keys(record)
    .filter(field => field.endsWith('At') && field !== 'changedAt' && record[field])
    .forEach(field => { clean[field] = isoDate(record[field], slashDates); });
  return clean;
}

/** Field by field the newer record wins, unless it leaves the field empty. */
function merge(first, second) {
  const secondIsNewer = String(second.changedAt ?? '') >= String(first.changedAt ?? '');
  const [older, newer] = secondIsNewer ? [first, second] : [second, first];
  const merged = Object.assign({}, older);
  Object.entries(newer)
    .filter(entry => entry[1] !== null && entry[1] !== undefined)
    .forEach(entry => { merged[entry[0]] = entry[1]; });
  return merged;
}

function normalise(records, slashDates) {
  const byId = new Map();
  const outcome = { records: [], merged: 0, rejected: [] };
  records.forEach((record, index) => {
    try {
      const clean = normaliseOne(record, slashDates);
      const known = byId.get(clean.id);
      outcome.merged += known ? 1 : 0;
      byId.set(clean.id, known ? merge(known, clean) : clean);
    } catch (e) {
      outcome.rejected.push({ index, reason: e.message });
    }
  });
  outcome.records = Array.from(byId.values());
  return outcome;
}

module.exports = { normalise };
