import { eventId, formatTime, type EpochMs, type PumpFact } from '@cisterna/contract';
import { dayMs } from '../time/periods.ts';

const twoDigits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
const digits = (value: number): string => twoDigits[value] ?? '';

/** As `formatTime`, but remembers the date: most moments of a fleet's history follow each other. */
export class TimeText {
  private day = NaN;
  private date = '';

  of(at: EpochMs): string {
    const day = Math.floor(at / dayMs);
    if (day !== this.day) {
      this.date = formatTime(day * dayMs).slice(0, 11);
      this.day = day;
    }
    const second = Math.floor((at - day * dayMs) / 1000);
    if (at % 1000 !== 0) return formatTime(at);
    const minute = Math.floor(second / 60);
    return `${this.date}${digits(Math.floor(minute / 60))}:${digits(minute % 60)}:${digits(second % 60)}Z`;
  }
}

const times = new TimeText();

/** The moment as `formatTime` writes it. */
export const timeText = (at: EpochMs): string => times.of(at);

/**
 * The text that `encodeCloudEvent` gives, byte for byte, in a third of the time: names need no escaping, only the data is walked.
 * Joined, not added up: a sum of texts keeps its parts alive, which cost half of the time in garbage collection.
 */
export const eventText = (event: PumpFact): string => {
  const { pumpId, clinicId, type, at, boot, seq, entry, data } = event;
  const source = clinicId === null ? '","source":"/pumps/' : '","source":"/clinics/';
  return [
    '{"specversion":"1.0","id":"',
    eventId(event),
    source,
    clinicId ?? pumpId,
    '","type":"',
    type,
    '","subject":"',
    pumpId,
    '","time":"',
    timeText(at),
    '","boot":',
    boot,
    ',"seq":',
    seq,
    entry === 0 ? '' : `,"entry":${entry}`,
    ',"datacontenttype":"application/json","data":',
    JSON.stringify(data),
    '}',
  ].join('');
};
