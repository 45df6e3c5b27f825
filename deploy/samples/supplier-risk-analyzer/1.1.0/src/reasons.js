'use strict';

/** The facts behind a score, as sentences for the people at the line. */
function reasons(risk) {
  const facts = risk.facts;
  if (facts.deliveries === 0) {
    return ['No delivery of this supplier is known.'];
  }
  return [
    facts.late > 0 && `${facts.late} of ${facts.deliveries} deliveries came late.`,
    facts.ppm > 0 && `${facts.ppm} parts per million were faulty.`,
    facts.singleSource && 'Nobody else delivers this material.',
    facts.trendDays > 0 && `Deliveries come ${Math.round(facts.trendDays * 10) / 10} days later than they used to.`,
  ].filter(Boolean);
}

module.exports = { reasons };
