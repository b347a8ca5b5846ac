/** A volume in whole nanolitres; 1 mL is 1 000 000 nL. */
export type Nanolitres = number & { readonly unit: 'nL' };
/** A pressure in whole pascals, gauge: relative to the surrounding air. */
export type Pascals = number & { readonly unit: 'Pa' };
/** A duration in whole seconds. */
export type Seconds = number & { readonly unit: 's' };
/** A delivery rate in whole nanolitres per hour. */
export type NanolitresPerHour = number & { readonly unit: 'nL/h' };

/** Marks a number as nanolitres; the caller answers for the unit. */
export const nanolitres = (value: number): Nanolitres => value as Nanolitres;
/** Marks a number as pascals; the caller answers for the unit. */
export const pascals = (value: number): Pascals => value as Pascals;
/** Marks a number as seconds; the caller answers for the unit. */
export const seconds = (value: number): Seconds => value as Seconds;
/** Marks a number as nanolitres per hour; the caller answers for the unit. */
export const nanolitresPerHour = (value: number): NanolitresPerHour => value as NanolitresPerHour;
