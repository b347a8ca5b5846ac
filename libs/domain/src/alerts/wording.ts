/** Volumes as clinics read them: millilitres to the hundredth. */
export const millilitres = (nl: number): string => `${(nl / 1_000_000).toFixed(2)} mL`;

/** A share as a whole percentage. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** What left the reservoir in a cycle beside what was programmed. */
export const cycleText = (expelledNl: number, programmedNl: number): string =>
  `Since the last refill ${millilitres(expelledNl)} left the reservoir, ${millilitres(programmedNl)} were programmed: ${percent(expelledNl / programmedNl)}.`;

/** Hours, to two decimals. */
export const hoursText = (seconds: number): string => `${Math.round(seconds / 36) / 100} h`;
