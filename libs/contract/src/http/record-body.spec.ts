import { decodeEventText } from '../codec/decode.ts';
import { encodeCloudEvent, type PumpFact } from '../codec/encode.ts';
import { type RecordCall, recordBodyFaults, recordTypes } from './record-body.ts';

const sound: Readonly<Record<RecordCall, Record<string, unknown>>> = {
  refills: { aspiratedNl: 3_100_000, filledNl: 40_000_000 },
  examinations: { method: 'ct', finding: 'occluded' },
  symptoms: { kind: 'overdose', severity: 3 },
  annotations: { kind: 'note', startsAt: '2026-03-01T09:00:00Z', endsAt: '2026-03-01T10:00:00Z' },
  'catheter-revisions': {},
  voids: { entryOf: { boot: 1, seq: 2, entry: 1 }, reason: 'typed twice' },
};
const calls = Object.keys(recordTypes) as RecordCall[];

describe('recordBodyFaults', () => {
  it.each(calls)('finds none in a sound body of %s, with a time or without', call => {
    expect(recordBodyFaults(call, sound[call])).toEqual([]);
    expect(recordBodyFaults(call, { ...sound[call], time: '2026-03-01T08:00:00Z' })).toEqual([]);
    expect(recordBodyFaults(call, { ...sound[call], time: null })).toEqual([]);
  });

  it.each(calls)('lets a body of %s through only if the log takes it as data', call => {
    const at = Date.parse('2026-03-01T08:00:00Z');
    const place = { pumpId: 'P-7', boot: 1, seq: 1, entry: 1, at, clinicId: 'north' };
    const fact = { ...place, type: recordTypes[call], data: sound[call] } as unknown as PumpFact;
    expect(decodeEventText(encodeCloudEvent(fact), at)).toMatchObject({ ok: true });
  });

  it('names every fault with its pointer', () => {
    const body = { aspiratedNl: -1, drugs: [{ code: 'rum' }], time: 'now', by: '\0' };
    expect(recordBodyFaults('refills', body).map(({ pointer }) => pointer)).toEqual([
      '/aspiratedNl',
      '/filledNl',
      '/drugs/0/code',
      '/drugs/0/concentrationMicrogramsPerMl',
      '/time',
      '/by',
    ]);
  });

  it.each([null, [], 'text', 7])('refuses a body that is no object: %j', body => {
    expect(recordBodyFaults('catheter-revisions', body)).toEqual([{ pointer: '', detail: 'must be an object' }]);
  });
});
