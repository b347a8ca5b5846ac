import { bytes, sampleEvent, sampleReceipt, sampleReport, structuredRecord } from '../../testing/sample-record.ts';
import { formatTime } from '../time.ts';
import { decodeRecord } from './decode.ts';
import type { Decoded } from './log-record.ts';

const codeOf = (decoded: Decoded): string => (decoded.ok ? 'taken' : decoded.code);
const detailOf = (decoded: Decoded): string => (decoded.ok ? '' : decoded.detail);
const decode = (changes: Record<string, unknown>): Decoded => decodeRecord(structuredRecord(sampleEvent(changes)));
const decodeText = (text: string): Decoded => decodeRecord(structuredRecord(text));

describe('not-a-cloudevent', () => {
  it.each(['specversion', 'id', 'source', 'type', 'subject', 'time', 'boot', 'seq'])('is an event without %s', name => {
    for (const value of [undefined, null]) {
      const decoded = decode({ [name]: value });
      expect([codeOf(decoded), detailOf(decoded)]).toEqual(['not-a-cloudevent', expect.stringContaining(`/${name} `)]);
    }
  });

  it.each([
    ['another version', { specversion: '0.3' }],
    ['a version that is no text', { specversion: 1 }],
    ['an id that is no text', { id: 7 }],
    ['a source that is no text', { source: {} }],
    ['an empty type', { type: '' }],
    ['a subject that is no pump id', { subject: '-7' }],
    ['a subject of 65 characters', { subject: 'P'.repeat(65) }],
    ['a time with an offset', { time: '2026-03-01T08:00:00+01:00' }],
    ['a time with microseconds', { time: '2026-03-01T08:00:00.000001Z' }],
    ['a date that does not exist', { time: '2026-02-30T08:00:00Z' }],
    ['a time that is a number', { time: 1_772_352_000 }],
    ['boot 0', { boot: 0 }],
    ['boot over 2 147 483 647', { boot: 2_147_483_648 }],
    ['boot as a text', { boot: '2' }],
    ['a fraction of a boot', { boot: 2.5 }],
    ['seq over 2 147 483 647', { seq: 2_147_483_648 }],
    ['seq -1', { seq: -1 }],
    ["seq 0 on the pump's own event", { boot: 1, seq: 0, id: 'P-7:1:0' }],
    ["seq 0 at boot 2 on a person's record", { seq: 0, entry: 1, id: 'P-7:2:0+1', source: '/clinics/c' }],
    ['entry -1', { entry: -1 }],
    ['entry over 2 147 483 647', { entry: 2_147_483_648 }],
    ['entry as a text', { entry: '1' }],
    ['another media type', { datacontenttype: 'text/plain' }],
    ['a media type that only begins like JSON', { datacontenttype: 'application/json5' }],
    ['a media type that is no text', { datacontenttype: 1 }],
  ])('is %s', (_what, changes) => {
    expect(codeOf(decode(changes))).toBe('not-a-cloudevent');
  });

  it.each(['[]', '7', '"text"', 'null', 'true', '[{}]'])('is JSON that is no object: %s', text => {
    expect(codeOf(decodeText(text))).toBe('not-a-cloudevent');
  });

  it('names every attribute at fault', () => {
    const detail = detailOf(decode({ specversion: '2', boot: 0, time: 'noon', subject: undefined }));
    for (const name of ['/specversion', '/boot', '/time', '/subject']) expect(detail).toContain(name);
  });

  it("takes seq 0 at boot 1 on a person's record", () => {
    expect(codeOf(decode({ boot: 1, seq: 0, entry: 1, id: 'P-7:1:0+1', source: '/clinics/c' }))).toBe('taken');
  });
});

describe('unknown-type', () => {
  it.each([
    'delivery.reported.v2',
    'delivery.reported',
    'Delivery.Reported.v1',
    'alert.raised.v1',
    '__proto__',
    'constructor',
  ])('is %s', type => {
    expect(decode({ type })).toMatchObject({ code: 'unknown-type', type });
  });

  it('comes before invalid-data', () => {
    expect(codeOf(decode({ type: 'x', data: undefined }))).toBe('unknown-type');
  });
});

describe('id-mismatch', () => {
  const own = { boot: 2, seq: 41 };
  it.each([
    ['an id of another pump', { id: 'P-8:2:41' }],
    ['an id of another boot', { id: 'P-7:3:41' }],
    ['an id of another seq', { id: 'P-7:2:42' }],
    ['an empty id', { id: '' }],
    ['an id with a leading zero', { id: 'P-7:02:41' }],
    ['an id with entry 0', { id: 'P-7:2:41+0' }],
    ['an id with an entry that the attribute lacks', { id: 'P-7:2:41+1' }],
    ['a subject other than the id', { subject: 'P-8' }],
    ['a source of another pump', { source: '/pumps/P-8' }],
    ['a source of another form', { source: 'urn:pump:P-7' }],
    ['an empty source', { source: '' }],
    ["a clinic's source on the pump's own event", { source: '/clinics/north' }],
    ["the pump's source on a person's record", { ...own, entry: 1, id: 'P-7:2:41+1' }],
    ['a clinic without a name', { ...own, entry: 1, id: 'P-7:2:41+1', source: '/clinics/' }],
    ['a clinic with a name of another form', { ...own, entry: 1, id: 'P-7:2:41+1', source: '/clinics/a/b' }],
  ])('is %s', (_what, changes) => {
    expect(codeOf(decode(changes))).toBe('id-mismatch');
  });

  it('comes after invalid-data', () => {
    expect(codeOf(decode({ id: 'x', data: {} }))).toBe('invalid-data');
  });

  it('says what id and source should be', () => {
    expect(detailOf(decode({ id: 'x', source: 'y' }))).toBe('/id must be P-7:2:41; /source must be /pumps/P-7');
  });
});

describe('key-mismatch', () => {
  it.each<[string, Uint8Array | null]>([
    ['no key', null],
    ['an empty key', new Uint8Array()],
    ['the key of another pump', bytes('P-8')],
    ['a longer key', bytes('P-77')],
  ])('is %s', (_what, key) => {
    expect(codeOf(decodeRecord(structuredRecord(sampleEvent(), { key })))).toBe('key-mismatch');
  });

  it.each<[string, string | null, string]>([
    ['told', 'P-77', 'The key is not the subject P-7.'],
    ['known to be none', null, 'The record has no key.'],
  ])('goes by the text of the key where that is %s', (_what, keyText, detail) => {
    const key = keyText === null ? null : bytes(keyText);
    expect(decodeRecord({ ...structuredRecord(sampleEvent(), { key }), keyText })).toMatchObject({ code: 'key-mismatch', detail });
    expect(codeOf(decodeRecord({ ...structuredRecord(sampleEvent(), { key: bytes('P-7') }), keyText: 'P-7' }))).toBe('taken');
  });

  it('comes after id-mismatch', () => {
    expect(codeOf(decodeRecord(structuredRecord(sampleEvent({ id: 'x' }), { key: null })))).toBe('id-mismatch');
  });
});

describe('time-out-of-range', () => {
  const dayMs = 86_400_000;
  it.each([
    ['1999-12-31T23:59:59.999Z', 'time-out-of-range'],
    ['2000-01-01T00:00:00Z', 'taken'],
    [formatTime(sampleReceipt + dayMs), 'taken'],
    [formatTime(sampleReceipt + dayMs + 1), 'time-out-of-range'],
  ])('lies before 2000 and over a day after receipt: %s is %s', (time, code) => {
    expect(codeOf(decode({ time }))).toBe(code);
  });

  it('comes after key-mismatch', () => {
    expect(codeOf(decodeRecord(structuredRecord(sampleEvent({ time: '1999-01-01T00:00:00Z' }), { key: null })))).toBe(
      'key-mismatch',
    );
  });

  it('leaves times inside the data alone', () => {
    expect(codeOf(decode({ data: sampleReport({ periodStart: '1970-01-01T00:00:00Z' }) }))).toBe('taken');
  });
});
