/** Volumes as clinics read them: millilitres to the hundredth. */
export const millilitres = (nl: number): string => `${(nl / 1_000_000).toFixed(2)} mL`;
