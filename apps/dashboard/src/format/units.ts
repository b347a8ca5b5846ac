const nlPerMl = 1_000_000;

/** Nanolitres as millilitres with one decimal and the unit, `–` where unknown. */
export const millilitres = (nl: number | null | undefined, digits = 1): string => (nl == null ? '–' : `${(nl / nlPerMl).toFixed(digits)} mL`);

/** Nanolitres an hour of a drug, as mg or µg a day: volume × concentration (µg/mL). */
export const dailyDose = (nlPerDay: number, microgramsPerMl: number): string => {
  const micrograms = (nlPerDay / nlPerMl) * microgramsPerMl;
  return micrograms >= 1000 ? `${(micrograms / 1000).toFixed(2)} mg/day` : `${micrograms.toFixed(1)} µg/day`;
};

/** A share as whole per cent. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Pascals with their unit. */
export const pascals = (pa: number | null | undefined): string => (pa == null ? '–' : `${Math.round(pa)} Pa`);
