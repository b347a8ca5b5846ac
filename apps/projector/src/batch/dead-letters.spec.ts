import { arrived, logged, report } from '../testing/telemetry.ts';
import { deadLettersOf } from './dead-letters.ts';

const origin = { topic: 'pump.telemetry.v1', partition: 3 };
const record = logged('no json', 41);

describe('dead letters', () => {
  it('are the untouched records with where they stood and why', () => {
    const why = {
      ok: false,
      code: 'not-json',
      detail: 'Unexpected token',
      pumpId: null,
      pumpIds: [],
      type: null,
    } as const;
    expect(deadLettersOf(origin, [{ record, why }], [], 99)).toEqual([
      {
        id: 'pump.telemetry.v1:3:41',
        origin: 'pump.telemetry.v1/3/41',
        at: 99,
        code: 'not-json',
        detail: 'Unexpected token',
        pumpId: null,
        key: record.key,
        value: record.value,
        headers: record.headers,
      },
    ]);
  });

  it('are what contradicts an event that stands, too', () => {
    const conflict = { arrived: arrived(report(1, { seq: 1 }), 42), record: logged(report(1, { seq: 1 }), 42) };
    expect(deadLettersOf(origin, [], [conflict], 99)).toMatchObject([
      { id: 'pump.telemetry.v1:3:42', code: 'conflicting-duplicate', pumpId: 'P-1', value: conflict.record.value },
    ]);
  });

  it('are none where all was taken', () => {
    expect(deadLettersOf(origin, [], [], 99)).toEqual([]);
  });
});
