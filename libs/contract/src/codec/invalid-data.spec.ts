import { sampleEvent, sampleReport, structuredRecord } from '../../testing/sample-record.ts';
import { decodeRecord } from './decode.ts';
import type { Decoded } from './log-record.ts';

const codeOf = (decoded: Decoded): string => (decoded.ok ? 'taken' : decoded.code);
const detailOf = (decoded: Decoded): string => (decoded.ok ? '' : decoded.detail);
const decode = (changes: Record<string, unknown>): Decoded => decodeRecord(structuredRecord(sampleEvent(changes)));
const report = (changes: Record<string, unknown>): Decoded => decode({ data: sampleReport(changes) });
const withText = (find: string, replacement: string): Decoded =>
  decodeRecord(
    structuredRecord(
      JSON.stringify(sampleEvent({ note: 'N', data: sampleReport({ note: 'D' }) })).replace(find, replacement),
    ),
  );

describe('invalid-data', () => {
  it.each([
    ['missing', undefined],
    ['null', null],
    ['a list', []],
    ['a text', '{}'],
    ['a number', 0],
  ])('is data that is %s', (_what, data) => {
    expect(codeOf(decode({ data }))).toBe('invalid-data');
  });

  it('is binary data in place of JSON', () => {
    expect(codeOf(decode({ data: undefined, data_base64: 'e30=' }))).toBe('invalid-data');
  });

  it.each(['periodStart', 'periodSeconds', 'programmedNl', 'deliveredNl', 'reservoirSensedNl', 'catheterPressure'])(
    'is a report without %s, null or not',
    name => {
      const decoded = report({ [name]: undefined });
      expect([codeOf(decoded), detailOf(decoded)]).toEqual(['invalid-data', `/data/${name} is missing`]);
    },
  );

  it.each([
    ['a negative volume', { deliveredNl: -1 }],
    ['a fraction of a nanolitre', { deliveredNl: 0.5 }],
    ['a volume beyond 53 bits', { deliveredNl: 9_007_199_254_740_992 }],
    ['a volume as a text', { deliveredNl: '20' }],
    ['a negative duration', { periodSeconds: -1 }],
    ['a time with an offset', { periodStart: '2026-03-01T07:00:00+01:00' }],
    ['a date that does not exist', { periodStart: '2026-02-29T07:00:00Z' }],
    ['a fraction of a pascal', { catheterPressure: { meanPa: 1.5, pulsationPa: 1 } }],
    ['half of a pressure', { catheterPressure: { meanPa: 1 } }],
    ['a negative pulsation', { catheterPressure: { meanPa: 1, pulsationPa: -1 } }],
    ['a battery voltage that is a text', { batteryMillivolts: '2800' }],
  ])('is a report with %s', (_what, changes) => {
    expect(codeOf(report(changes))).toBe('invalid-data');
  });

  it('is a volume too large for any number', () => {
    expect(codeOf(withText('20811', '1e400'))).toBe('invalid-data');
  });

  it.each([
    ['the largest volume', { deliveredNl: 9_007_199_254_740_991 }],
    ['nothing delivered', { deliveredNl: 0, programmedNl: 0, periodSeconds: 0 }],
    ['a sensed level', { reservoirSensedNl: 18_000_000 }],
    ['no pressure', { catheterPressure: null }],
    ['a pressure under that of the air', { catheterPressure: { meanPa: -300, pulsationPa: 0 } }],
    ['no battery voltage', { batteryMillivolts: null }],
    ['fields it does not know', { colour: { deep: [null] } }],
  ])('is not a report with %s', (_what, changes) => {
    expect(codeOf(report(changes))).toBe('taken');
  });

  it('names every fault of the data, each with its pointer', () => {
    const pressure = { meanPa: 'high', pulsationPa: 1 };
    const decoded = report({
      deliveredNl: -1,
      periodStart: 'noon',
      catheterPressure: pressure,
      programmedNl: undefined,
    });
    expect(detailOf(decoded)).toBe(
      '/data/periodStart must be a time like 2026-01-31T08:00:00Z, UTC with Z and at most milliseconds; ' +
        '/data/programmedNl is missing; ' +
        '/data/deliveredNl must be a whole number from 0 to 9007199254740991; ' +
        '/data/catheterPressure/meanPa must be a whole number from -9007199254740991 to 9007199254740991',
    );
  });

  it('counts the faults after the hundredth', () => {
    const drugs = Array.from({ length: 150 }, () => 'saline');
    const data = { aspiratedNl: 0, filledNl: 1, drugs };
    expect(detailOf(decode({ type: 'reservoir.refilled.v1', data }))).toMatch(/\/data\/drugs\/99 [^;]*; and 50 more$/);
  });
});

describe('texts that no store takes', () => {
  it.each([
    ['U+0000 in the data', '"D"', String.raw`"\u0000"`, '/data/note'],
    ['a lone high surrogate', '"D"', String.raw`"x\ud83d"`, '/data/note'],
    ['a lone low surrogate', '"D"', String.raw`"\ude00x"`, '/data/note'],
    ['surrogates in the wrong order', '"D"', String.raw`"\ude00\ud83d"`, '/data/note'],
    ['U+0000 in an unknown attribute', '"N"', String.raw`"a\u0000b"`, '/note'],
    ['U+0000 deep in an unknown field', '"D"', String.raw`[{"a":["\u0000"]}]`, '/data/note/0/a/0'],
    ['a member name with U+0000', '"D"', String.raw`{"a\u0000/~":1}`, '/data/note/a?~1~0'],
    ['a member name with a lone surrogate', '"N"', String.raw`{"\ud800":1}`, '/note/?'],
  ])('%s is invalid-data', (_what, find, replacement, pointer) => {
    const decoded = withText(find, replacement);
    expect([codeOf(decoded), detailOf(decoded).split(' ')[0]]).toEqual(['invalid-data', pointer]);
  });

  it.each([
    ['a pair of surrogates', String.raw`"\ud83d\ude00"`],
    ['other control characters', String.raw`"\u0001\u001f\n"`],
    ['an escaped backslash before u0000', String.raw`"\\u0000"`],
    ['characters beyond the basic plane as they are', '"😀"'],
  ])('%s may be in a text', (_what, replacement) => {
    expect(codeOf(withText('"D"', replacement))).toBe('taken');
  });

  it('only counts where the member counts', () => {
    expect(codeOf(withText('"N"', String.raw`"\u0000","note":"fine"`))).toBe('taken');
  });

  it('are named beside the other faults of the data', () => {
    const text = JSON.stringify(sampleEvent({ data: sampleReport({ deliveredNl: -1, note: '\0' }) }));
    const detail = detailOf(decodeRecord(structuredRecord(text)));
    expect(detail).toMatch(/^\/data\/deliveredNl .*; \/data\/note must not hold U\+0000/);
  });
});

describe('record.voided.v1', () => {
  const data = { entryOf: { boot: 1, seq: 0, entry: 1 }, reason: 'typed twice' };
  const voided = (changes: Record<string, unknown>): Decoded => decode({ type: 'record.voided.v1', data, ...changes });
  const record = { id: 'P-7:2:41+1', source: '/clinics/north', entry: 1 };

  it("is taken as a person's record about a person's record only", () => {
    expect(codeOf(voided(record))).toBe('taken');
    expect(codeOf(voided({}))).toBe('invalid-data');
    expect(codeOf(voided({ entry: 0 }))).toBe('invalid-data');
    expect(codeOf(voided({ ...record, data: { ...data, entryOf: { boot: 1, seq: 0, entry: 0 } } }))).toBe(
      'invalid-data',
    );
  });

  it('needs a reason', () => {
    expect(codeOf(voided({ ...record, data: { entryOf: data.entryOf } }))).toBe('invalid-data');
  });
});
