/** Numbers as whole ones, grouped as the reader's language does. */
export const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
