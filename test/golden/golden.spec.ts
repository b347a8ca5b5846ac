import { readdirSync, readFileSync } from 'node:fs';
import {
  decodeArchived,
  decodeRecord,
  encodeCloudEvent,
  eventTypes,
  parseTime,
  sameContent,
  toCloudEvent,
} from '@cisterna/contract';

// Each file is one event as a former release stored it. A file is never edited: what was stored stays readable.
const folder = import.meta.dirname;
const files = readdirSync(folder).filter(name => name.endsWith('.json'));
const receivedAt = parseTime('2026-06-01T00:00:00Z') ?? NaN;
const utf8 = new TextEncoder();

interface Stored {
  readonly subject: string;
  readonly type: string;
  readonly data: unknown;
}

const read = (file: string): { text: string; stored: Stored } => {
  const text = readFileSync(`${folder}/${file}`, 'utf8').trimEnd();
  return { text, stored: JSON.parse(text) as Stored };
};

describe('golden events', () => {
  it('are there for every type that this version writes', () => {
    expect(files).toEqual(expect.arrayContaining(eventTypes.map(type => `${type}.json`)));
  });

  it.each(files)('%s is named after its type', file => {
    expect(`${read(file).stored.type}.json`).toBe(file);
  });

  it.each(files)('%s is read from the archive as it is read from the log', file => {
    const { text, stored } = read(file);
    const bytes = utf8.encode(text);
    const decoded = decodeRecord({ key: utf8.encode(stored.subject), value: bytes, headers: {}, receivedAt });
    expect(decoded).toEqual({ ok: true, event: decodeArchived(text, receivedAt), text, bytes });
  });

  it.each(files.filter(file => eventTypes.some(type => file === `${type}.json`)))(
    '%s is written today as it was then',
    file => {
      const { text, stored } = read(file);
      const event = decodeArchived(text, receivedAt);
      expect(toCloudEvent(event)).toEqual(stored);
      expect(sameContent(encodeCloudEvent(event), text)).toBe(true);
    },
  );
});
