'use strict';

const UNITS = {
  kg: ['kg', 1], g: ['kg', 0.001], t: ['kg', 1000], lb: ['kg', 0.45359237],
  m: ['m', 1], cm: ['m', 0.01], mm: ['m', 0.001], km: ['m', 1000],
  l: ['l', 1], ml: ['l', 0.001],
  pcs: ['pcs', 1], ea: ['pcs', 1], dozen: ['pcs', 12],
};

/** 2.4 t are 2400 kg. */
function toBase(quantity, unit) {
  const known = UNITS[String(unit).toLowerCase()];
  if (!known || !Number.isFinite(quantity)) {
    throw new Error(`'${quantity} ${unit}' is no quantity`);
  }
  // Nine digits, so that 0.1 + 0.2 does not show.
  return { quantity: Number((quantity * known[1]).toPrecision(9)), unit: known[0] };
}

module.exports = { toBase };
