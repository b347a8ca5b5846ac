import type { PumpSummary } from '@cisterna/contract';
import { daysUntil, localDate } from '../format/times.ts';
import { refillWords, type StateWord } from '../parts/state-words.ts';

type Refill = PumpSummary['refill'];

/** Days without a unit; one decimal under ten, a true minus once past. */
const daysNumber = (days: number): string => {
  const size = Math.abs(days) < 9.95 ? Math.abs(days).toFixed(1) : String(Math.round(Math.abs(days)));
  return days < 0 && Number(size) !== 0 ? `−${size}` : size;
};

/** `in 5.7 days`, `now`, or `for 2.0 days` once past. */
export const daysText = (days: number): string => {
  const number = daysNumber(days);
  if (Number(number) === 0) return 'now';
  return days < 0 ? `for ${number.slice(1)} days` : `in ${number} days`;
};

const soonWords = { 'low-reservoir': 'low', 'drug-expiry': 'drug expires', 'maximum-interval': 'interval ends' } as const;
const pastWords = { 'low-reservoir': 'low', 'drug-expiry': 'drug expired', 'maximum-interval': 'interval over' } as const;

/** What a row says about the next refill. */
export interface RefillWords extends StateWord {
  /** When the low mark is reached (P50), or the fixed date where that is what counts. */
  readonly when: string;
  /** The booking date and its reason. */
  readonly by: string;
  /** P10–P90 of the low mark; null without a forecast. */
  readonly range: string | null;
}

const whenText = ({ lowAt, refillBy, because }: Refill, now: number): string => {
  const reason = because ?? 'low-reservoir';
  const days = daysUntil(reason === 'low-reservoir' ? (lowAt?.p50 ?? refillBy) : refillBy, now);
  return days === null ? 'No date' : `${(days < 0 ? pastWords : soonWords)[reason]} ${daysText(days)}`;
};

const rangeText = ({ lowAt }: Refill, now: number): string | null => {
  const [early, late] = [daysUntil(lowAt?.p10, now), daysUntil(lowAt?.p90, now)];
  return early === null || late === null ? null : `low in ${daysNumber(early)} to ${daysNumber(late)} days (P10–P90)`;
};

/** The next refill in words, as of `now`. */
export const refillText = ({ refill }: Pick<PumpSummary, 'refill'>, now: number): RefillWords => {
  const { refillBy, because, status } = refill;
  const by = refillBy === null ? '' : `refill by ${localDate(refillBy)}${because === 'low-reservoir' ? ', low reservoir' : ''}`;
  return { ...refillWords[status], when: whenText(refill, now), by, range: rangeText(refill, now) };
};
