'use strict';

function fail(message) {
  throw new Error(message);
}

function equal(actual, expected) {
  if (actual !== expected) {
    fail(`expected ${JSON.stringify(expected)} but was ${JSON.stringify(actual)}`);
  }
}

/** The same JSON, whatever the order of the fields. */
function deepEqual(actual, expected) {
  equal(JSON.stringify(sorted(actual)), JSON.stringify(sorted(expected)));
}

function sorted(value) {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return value === null || typeof value !== 'object'
    ? value
    : Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])]));
}

function throws(action, message) {
  let caught = null;
  try {
    action();
  } catch (e) {
    caught = e;
  }
  equal(caught === null ? 'nothing thrown' : caught.message, message);
}

module.exports = { equal, deepEqual, throws };
