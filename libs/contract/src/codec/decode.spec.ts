import {
  binaryRecord,
  bytes,
  sampleEvent,
  sampleReceipt,
  sampleReport,
  structuredRecord,
} from '../../testing/sample-record.ts';
import { decodeEventText, decodeRecord } from './decode.ts';
import type { Decoded, LogRecord } from './log-record.ts';

const codeOf = (decoded: Decoded): string => (decoded.ok ? 'taken' : decoded.code);
const detailOf = (decoded: Decoded): string => (decoded.ok ? '' : decoded.detail);
const decode = (changes: Record<string, unknown>): Decoded => decodeRecord(structuredRecord(sampleEvent(changes)));
const withText = (text: string, changes: Partial<LogRecord> = {}): Decoded =>
  decodeRecord(structuredRecord(text, changes));

describe('a sound record', () => {
  it('becomes a typed event with its text as received', () => {
    const record = structuredRecord(sampleEvent({ colour: 'red', data: sampleReport({ extra: [1, 'x'] }) }));
    expect(decodeRecord(record)).toEqual({
      ok: true,
      text: new TextDecoder().decode(record.value ?? undefined),
      bytes: record.value,
      event: {
        type: 'delivery.reported.v1',
        pumpId: 'P-7',
        boot: 2,
        seq: 41,
        entry: 0,
        at: Date.parse('2026-03-01T08:00:00Z'),
        clinicId: null,
        receivedAt: sampleReceipt,
        data: sampleReport({ extra: [1, 'x'] }),
      },
    });
  });

  it("names the clinic of a person's record", () => {
    const decoded = decode({ id: 'P-7:2:41+1', source: '/clinics/north', entry: 1 });
    expect(decoded).toMatchObject({ ok: true, event: { entry: 1, clinicId: 'north' } });
  });

  it('may come without a content type', () => {
    expect(codeOf(decodeRecord(structuredRecord(sampleEvent(), { headers: {} })))).toBe('taken');
  });

  it.each([
    ['a period that starts after its end', { data: sampleReport({ periodStart: '2027-01-01T00:00:00Z' }) }],
    ['an explicit entry of 0', { entry: 0 }],
    ['an entry of null', { entry: null }],
    ['a media type with parameters', { datacontenttype: 'Application/JSON; charset=utf-8' }],
    ['a media type of null', { datacontenttype: null }],
    ['no media type', { datacontenttype: undefined }],
    ['the largest boot and seq', { boot: 2_147_483_647, seq: 2_147_483_647, id: 'P-7:2147483647:2147483647' }],
  ])('may have %s', (_what, changes) => {
    expect(codeOf(decode(changes))).toBe('taken');
  });

  it('may write whole numbers with a fraction of zero or an exponent', () => {
    const text = JSON.stringify(sampleEvent()).replace('"boot":2', '"boot":2.0').replace('3600', '3.6e3');
    expect(withText(text)).toMatchObject({ ok: true, event: { boot: 2, data: { periodSeconds: 3600 } } });
  });

  it('takes the last of doubled member names', () => {
    const text = JSON.stringify(sampleEvent()).replace('"boot":2', '"boot":"x","boot":2');
    expect(codeOf(withText(text))).toBe('taken');
  });
});

describe('too-large', () => {
  const padded = (length: number): string => {
    const text = JSON.stringify(sampleEvent({ pad: '' }));
    return text.replace('"pad":""', `"pad":"${'x'.repeat(length - text.length)}"`);
  };

  it('begins above 65 536 bytes', () => {
    expect(codeOf(withText(padded(65_536)))).toBe('taken');
    expect(codeOf(withText(padded(65_537)))).toBe('too-large');
  });

  it('counts bytes, not characters', () => {
    expect(codeOf(withText(padded(65_536).replace('xx', 'éé')))).toBe('too-large');
  });

  it('comes before not-json and says how large the value was', () => {
    const decoded = withText('['.repeat(70_000));
    expect([codeOf(decoded), detailOf(decoded)]).toEqual([
      'too-large',
      'The value has 70000 bytes, at most 65536 are taken.',
    ]);
  });
});

describe('not-json', () => {
  const nested = (depth: number): string =>
    JSON.stringify(sampleEvent({ deep: 0 })).replace(
      '"deep":0',
      `"deep":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}`,
    );

  it.each<[string, Uint8Array | null]>([
    ['null', null],
    ['empty', new Uint8Array()],
    ['no JSON', bytes('{"specversion":')],
    ['two values', bytes('{} {}')],
    ['invalid UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['an encoded surrogate', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['an overlong form', new Uint8Array([0x22, 0xc0, 0xaf, 0x22])],
    ['UTF-16', new Uint8Array([0x7b, 0x00, 0x7d, 0x00])],
    ['a trailing comma', bytes('{"a":1,}')],
    ['NaN', bytes('{"a":NaN}')],
  ])('is a value that is %s', (_what, value) => {
    expect(codeOf(decodeRecord(structuredRecord('', { value })))).toBe('not-json');
  });

  it('is a byte order mark before sound JSON', () => {
    expect(codeOf(withText(`\uFEFF${JSON.stringify(sampleEvent())}`))).toBe('not-json');
  });

  it('begins above 64 levels of nesting', () => {
    expect(codeOf(withText(nested(64)))).toBe('taken');
    expect(codeOf(withText(nested(65)))).toBe('not-json');
  });

  it('does not count brackets inside texts', () => {
    expect(codeOf(decode({ note: '[{'.repeat(100) + '\\"[' }))).toBe('taken');
  });
});

describe('what a rejected record still says', () => {
  const traces = (decoded: Decoded) => (decoded.ok ? null : { pumpId: decoded.pumpId, pumpIds: decoded.pumpIds });

  it('names the pump of key and subject, the key first', () => {
    const record = structuredRecord(sampleEvent({ subject: 'P-8' }));
    expect(traces(decodeRecord(record))).toEqual({ pumpId: 'P-7', pumpIds: ['P-7', 'P-8'] });
  });

  it('names the pump of the key when the value is unreadable', () => {
    expect(traces(withText('{'))).toEqual({ pumpId: 'P-7', pumpIds: ['P-7'] });
  });

  it('names the pump of the subject when the key names none', () => {
    const decoded = decodeRecord(structuredRecord(sampleEvent({ data: {} }), { key: bytes('no name') }));
    expect(traces(decoded)).toEqual({ pumpId: 'P-7', pumpIds: ['P-7'] });
  });

  it('names the pump of a binary record whose value is unreadable', () => {
    const record = binaryRecord(sampleEvent(), { key: null, value: null });
    expect(traces(decodeRecord(record))).toEqual({ pumpId: 'P-7', pumpIds: ['P-7'] });
  });

  it('names no pump when neither has the form of one', () => {
    const decoded = decodeRecord(structuredRecord(sampleEvent({ subject: '?' }), { key: new Uint8Array(65).fill(65) }));
    expect(traces(decoded)).toEqual({ pumpId: null, pumpIds: [] });
  });

  it('keeps detail and type printable and short', () => {
    const decoded = decode({ type: `x\u0000\ud800${'y'.repeat(1000)}` });
    expect(decoded).toMatchObject({ code: 'unknown-type', type: `x??${'y'.repeat(197)}` });
  });
});

describe('an event over HTTP', () => {
  it('is judged without a key', () => {
    expect(codeOf(decodeEventText(JSON.stringify(sampleEvent()), sampleReceipt))).toBe('taken');
    expect(codeOf(decodeEventText(JSON.stringify(sampleEvent({ id: 'x' })), sampleReceipt))).toBe('id-mismatch');
  });

  it('is too large above 65 536 bytes of UTF-8', () => {
    const text = JSON.stringify(sampleEvent({ pad: 'é'.repeat(32_500) }));
    const room = 65_536 - bytes(text).length;
    const filled = text.replace('"pad":"', `"pad":"${'x'.repeat(room)}`);
    expect(codeOf(decodeEventText(filled, sampleReceipt))).toBe('taken');
    expect(codeOf(decodeEventText(filled.replace('"pad":"x', '"pad":"xx'), sampleReceipt))).toBe('too-large');
  });

  it('is not-json when nested over 64 deep', () => {
    expect(codeOf(decodeEventText('['.repeat(65) + ']'.repeat(65), sampleReceipt))).toBe('not-json');
  });
});
