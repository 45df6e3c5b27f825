'use strict';

const db = require('supplier-db');
const sync = require('data-sync');
const { score } = require('./score.js');
const { reasons } = require('./reasons.js');

const NARROWER = 0.2;

/** material.beforeConsume: whether this supplier's material may be used without another look. */
function beforeConsume(payload, context) {
  const risk = assess(payload.supplierId, payload.materialId, context.configuration);
  const hold = risk.score === null || risk.score >= (context.configuration.holdAt ?? 70);
  if (hold) {
    context.log.warn('holds', payload.materialId, 'of', payload.supplierId, risk.level);
  }
  return {
    supplierId: payload.supplierId,
    score: risk.score,
    level: risk.level,
    decision: hold ? 'HOLD' : 'RELEASE',
    factors: risk.factors,
    reasons: reasons(risk),
    alternatives: hold ? alternatives(payload, context.configuration) : [],
  };
}

/** Who else delivers the material, least risky first. */
function alternatives(payload, configuration) {
  return db.suppliers.ofMaterial(payload.materialId)
    .filter(supplier => supplier.id !== payload.supplierId)
    .map(supplier => ({ supplier, risk: assess(supplier.id, payload.materialId, configuration) }))
    .filter(other => other.risk.score !== null)
    .sort((one, other) => one.risk.score - other.risk.score)
    .slice(0, configuration.alternatives ?? 3)
    .map(other => ({ supplierId: other.supplier.id, name: other.supplier.name, score: other.risk.score }));
}

/** quality.validateMetrics: limits are narrower for material of a risky supplier. */
function validateMetrics(payload, context) {
  const risk = assess(payload.supplierId, payload.materialId, context.configuration);
  const tightened = risk.score === null || risk.score >= (context.configuration.tightenAt ?? 40);
  const failed = (payload.metrics ?? [])
    .filter(metric => isOutside(metric, tightened ? NARROWER : 0))
    .map(metric => metric.name);
  return { valid: failed.length === 0, failed, tightened, level: risk.level };
}

function assess(supplierId, materialId, configuration) {
  const supplier = db.suppliers.byId(supplierId);
  const deliveries = supplier ? deliveriesOf(supplierId) : [];
  if (deliveries.length === 0) {
    return { score: null, level: 'UNKNOWN', factors: {}, facts: { deliveries: 0 } };
  }
  const isSingleSource = materialId !== undefined && db.suppliers.ofMaterial(materialId).length < 2;
  return score(deliveries, isSingleSource, configuration.graceDays ?? 1);
}

/** Newest first. */
function deliveriesOf(supplierId) {
  return sync.normalise(db.deliveries.ofSupplier(supplierId)).records
    .filter(delivery => delivery.promisedAt && delivery.receivedAt)
    .map(delivery => Object.assign({ daysLate: days(delivery.promisedAt, delivery.receivedAt) }, delivery))
    .sort((one, other) => days(one.receivedAt, other.receivedAt));
}

/** Between days in ISO form, which data-sync has made of them. */
function days(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
}

function isOutside(metric, narrower) {
  const margin = (metric.upper - metric.lower) / 2 * narrower;
  return metric.value < metric.lower + margin || metric.value > metric.upper - margin;
}

module.exports = { beforeConsume, validateMetrics };
