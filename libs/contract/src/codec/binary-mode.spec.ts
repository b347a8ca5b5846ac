import { binaryRecord, bytes, sampleEvent, sampleReport, structuredRecord } from '../../testing/sample-record.ts';
import { sameContent } from './content.ts';
import { decodeRecord } from './decode.ts';
import type { Decoded, LogRecord } from './log-record.ts';

const codeOf = (decoded: Decoded): string => (decoded.ok ? 'taken' : decoded.code);
const detailOf = (decoded: Decoded): string => (decoded.ok ? '' : decoded.detail);
const textOf = (decoded: Decoded): string => (decoded.ok ? decoded.text : '');
const decode = (changes: Record<string, unknown>, record: Partial<LogRecord> = {}): Decoded =>
  decodeRecord(binaryRecord(sampleEvent(changes), record));
const withHeader = (name: string, value: Uint8Array): Decoded => {
  const record = binaryRecord(sampleEvent());
  return decodeRecord({ ...record, headers: { ...record.headers, [name]: value } });
};
const personal = { id: 'P-7:2:41+1', source: '/clinics/north', entry: 1 };

describe('a binary record', () => {
  it.each([
    ["the pump's own", {}],
    ["a person's", personal],
    ['one without a media type', { datacontenttype: undefined }],
  ])('is the same event as the structured one: %s', (_what, changes) => {
    const binary = decode(changes);
    const structured = decodeRecord(structuredRecord(sampleEvent(changes)));
    expect(binary).toMatchObject({ ok: true, event: structured.ok ? structured.event : null });
    expect(sameContent(textOf(binary), textOf(structured))).toBe(true);
  });

  it('yields a structured text that reads as itself, with unknown attributes and the data as written', () => {
    const value =
      '{"periodStart":"2026-03-01T07:00:00Z","periodSeconds":3600.0,"programmedNl":1,"deliveredNl":1,"reservoirSensedNl":null,"catheterPressure":null,"big":1e400}';
    const decoded = decode({ traceparent: '00-ab-cd-01' }, { value: bytes(value) });
    expect(textOf(decoded)).toContain('"traceparent":"00-ab-cd-01"');
    expect(textOf(decoded).endsWith(`,"data":${value}}`)).toBe(true);
    expect(codeOf(decodeRecord(structuredRecord(textOf(decoded))))).toBe('taken');
  });

  it.each([
    ['no JSON', '{', 'not-json'],
    ['empty', '', 'not-json'],
    ['JSON null', 'null', 'invalid-data'],
    ['other data', '{}', 'invalid-data'],
    ['too large', ' '.repeat(65_537), 'too-large'],
    ['nested over 64 deep', '['.repeat(65) + ']'.repeat(65), 'not-json'],
  ])('with a value that is %s is rejected', (_what, value, code) => {
    expect(codeOf(decode({}, { value: bytes(value) }))).toBe(code);
  });

  it.each(['specversion', 'id', 'source', 'type', 'subject', 'time', 'boot', 'seq'])('is none without ce_%s', name => {
    const decoded = decode({ [name]: undefined });
    expect([codeOf(decoded), detailOf(decoded)]).toEqual([
      'not-a-cloudevent',
      expect.stringContaining(`/${name} is missing`),
    ]);
  });

  it.each(['', 'x', '2.0', '02', '+2', '-2', ' 2', '2 ', '0x2', '2e0', '2147483648', '99999999999999999999'])(
    'needs a decimal text for boot, not "%s"',
    text => {
      expect(codeOf(withHeader('ce_boot', bytes(text)))).toBe('not-a-cloudevent');
    },
  );

  it('has an entry only where the header holds one', () => {
    expect(codeOf(decode({ entry: 0 }))).toBe('taken');
    expect(codeOf(withHeader('ce_entry', bytes('')))).toBe('not-a-cloudevent');
    expect(codeOf(withHeader('ce_entry', bytes('1')))).toBe('id-mismatch');
  });

  it('takes its media type from the content type', () => {
    expect(codeOf(withHeader('content-type', bytes('application/json; charset=utf-8')))).toBe('taken');
    expect(codeOf(withHeader('content-type', bytes('application/xml')))).toBe('not-a-cloudevent');
  });

  it('is none when an attribute is no UTF-8, known or not', () => {
    const broken = new Uint8Array([0x41, 0xff]);
    expect(codeOf(withHeader('ce_type', broken))).toBe('not-a-cloudevent');
    expect(detailOf(withHeader('ce_colour', broken))).toBe('/colour must be UTF-8 in its header');
  });

  it('is invalid with U+0000 in an unknown attribute', () => {
    expect(codeOf(withHeader('ce_colour', new Uint8Array([0x41, 0])))).toBe('invalid-data');
  });

  it('keeps its data when an attribute is named like it', () => {
    expect(codeOf(withHeader('ce_data', bytes('no')))).toBe('taken');
    expect(codeOf(withHeader('ce___proto__', bytes('no')))).toBe('taken');
  });
});

describe('the mode of a record', () => {
  const event = sampleEvent();
  const other = sampleEvent({ seq: 42, id: 'P-7:2:42' });
  const both = (contentType: string): LogRecord => {
    const headers = { ...binaryRecord(other).headers, 'content-type': bytes(contentType) };
    return structuredRecord(event, { headers });
  };

  it.each([
    'application/cloudevents+json',
    'application/cloudevents+json; charset=UTF-8',
    'Application/CloudEvents+JSON',
  ])('is structured by the content type %s although ce_ headers are there', contentType => {
    expect(decodeRecord(both(contentType))).toMatchObject({ ok: true, event: { seq: 41 } });
  });

  it('is binary by ce_ headers with any other content type', () => {
    expect(codeOf(decodeRecord(both('application/json')))).toBe('invalid-data');
    expect(decode({}, { value: bytes(JSON.stringify(sampleReport())) })).toMatchObject({ ok: true });
  });

  it('is structured without ce_ headers, whatever the content type says', () => {
    const headers = { 'content-type': bytes('application/json'), traceparent: bytes('00'), ce_gone: undefined };
    expect(codeOf(decodeRecord(structuredRecord(event, { headers })))).toBe('taken');
  });
});
