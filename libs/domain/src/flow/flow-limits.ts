const hourMs = 3_600_000;

/** Delivery above this share of the programme is over-delivery, in thousandths: the label's +14.5 % (ECRI 2014-03-26). */
export const OVER_PERMILLE = 1145;
/** Delivery under this share of the programme is under-delivery, in thousandths: the label's −14.5 %. */
export const UNDER_PERMILLE = 855;
/** A reconciliation must also be this far from the programme: the 2 mL of the ASRA 2017 poster. */
export const RECONCILED_MARGIN_NL = 2_000_000;
/** Nothing delivered though programmed for this long is under-delivery, unless a clinic sets another time. */
export const NOTHING_DELIVERED_MS = 6 * hourMs;
/** The pump's own account is held against the programme over this long. */
export const ACCOUNT_WINDOW_MS = 24 * hourMs;
/** Nothing delivered for this long, asked or not, is a stopped pump: the critical alarm of the label (Gillette discharge sheet). */
export const PUMP_STOPPED_MS = 48 * hourMs;

/** Whether a volume is above 114.5 % of what the programme asked. */
export const isOver = (volumeNl: number, programmedNl: number): boolean => 1000 * volumeNl > OVER_PERMILLE * programmedNl;

/** Whether a volume is under 85.5 % of what the programme asked. */
export const isUnder = (volumeNl: number, programmedNl: number): boolean => 1000 * volumeNl < UNDER_PERMILLE * programmedNl;
