'use strict';

const DAY = 24 * 60 * 60 * 1000;

/** Each form with the places of year, month and day in it. */
const FORMS = [
  [/^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/, [1, 2, 3]],
  [/^(\d{4})(\d{2})(\d{2})$/, [1, 2, 3]],
  [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, [3, 2, 1]],
];
const SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** A day in any of the forms that ERP systems send, as 2026-03-01. */
function isoDate(text, slashDates) {
  const forms = FORMS.concat([[SLASHES, slashDates === 'MDY' ? [3, 1, 2] : [3, 2, 1]]]);
  const form = forms.find(candidate => candidate[0].test(text));
  if (!form) {
    throw new Error(`'${text}' is no date`);
  }
  const parts = String(text).match(form[0]);
  const [year, month, day] = form[1].map(place => Number(parts[place]));
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1) {
    throw new Error(`'${text}' is no date`);
  }
  return date.toISOString().slice(0, 10);
}

function daysBetween(from, to) {
  return Math.round((Date.parse(isoDate(to)) - Date.parse(isoDate(from))) / DAY);
}

module.exports = { isoDate, daysBetween };
