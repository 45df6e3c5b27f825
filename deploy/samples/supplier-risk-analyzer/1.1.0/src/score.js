'use strict';

const POINTS = { late: 40, defects: 35, singleSource: 15, trend: 10 };
const FULL = { lateShare: 0.5, ppm: 10000, trendDays: 5 };

/** Deliveries in one form, newest first, each with daysLate. */
function score(deliveries, isSingleSource, graceDays) {
  const late = deliveries.filter(delivery => delivery.daysLate > graceDays).length;
  const quantity = sum(deliveries.map(delivery => delivery.quantity));
  const defects = sum(deliveries.map(delivery => delivery.defects ?? 0));
  const facts = {
    deliveries: deliveries.length,
    late,
    ppm: quantity > 0 ? Math.round(defects / quantity * 1e6) : 0,
    singleSource: isSingleSource,
    trendDays: trend(deliveries.map(delivery => delivery.daysLate)),
  };
  const factors = {
    late: points(POINTS.late, late / deliveries.length / FULL.lateShare),
    defects: points(POINTS.defects, facts.ppm / FULL.ppm),
    singleSource: isSingleSource ? POINTS.singleSource : 0,
    trend: points(POINTS.trend, facts.trendDays / FULL.trendDays),
  };
  const total = Math.round(sum(Object.values(factors)));
  return { score: total, level: level(total), factors, facts };
}

/** How many days later the newer half came, on average, than the older half. */
function trend(daysLate) {
  const half = Math.floor(daysLate.length / 2);
  return half === 0 ? 0 : average(daysLate.slice(0, half)) - average(daysLate.slice(-half));
}

function level(total) {
  return total >= 70 ? 'CRITICAL' : total >= 40 ? 'ELEVATED' : 'LOW';
}

function points(most, share) {
  return Math.round(most * Math.min(1, Math.max(0, share)) * 10) / 10;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function average(numbers) {
  return sum(numbers) / numbers.length;
}

module.exports = { score, trend };
