import Type, { type Static } from 'typebox';
import { field } from '../fields.ts';

const timeOfDay = Type.String({
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  description: 'A time of day, HH:MM, 00:00 to 23:59.',
});

/** Whether the runtime knows a zone of the IANA time zone database by this name; offsets such as `+01:00` are none. */
export const isTimeZone = (name: string): boolean => {
  try {
    return (
      /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
    );
  } catch {
    return false;
  }
};

const timeZone = Type.Refine(field.text, isTimeZone, () => 'must be a time zone’s IANA name, as Europe/Berlin');

/**
 * The hours of each day in which a subscriber gets no e-mail but for what is of high priority: from `from`, up to but without `to`, by the clock on the
 * wall in `timeZone`. Where `from` is later than `to` they pass midnight.
 */
export const quietHours = Type.Refine(
  Type.Object({ from: timeOfDay, to: timeOfDay, timeZone }),
  ({ from, to }) => from !== to,
  () => 'must begin and end at different times',
);

export type QuietHours = Static<typeof quietHours>;
