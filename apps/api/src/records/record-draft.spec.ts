import fc from 'fast-check';
import { Problem } from '../http/problem.ts';
import { eventWriter, readDraft } from './record-draft.ts';

const symptom = { kind: 'withdrawal', severity: 3 };
const place = { pumpId: 'P-1', clinicId: 'C-1', boot: 2, seq: 7, at: Date.UTC(2026, 2, 1) };

const refusal = (work: () => unknown): Problem => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('It was taken.');
};

describe('readDraft', () => {
  it('takes the time out of the body and leaves everything else in the data', () => {
    const draft = readDraft('symptoms', { ...symptom, time: '2026-03-01T00:00:00.250Z', room: { no: 7 } }, undefined);
    expect(draft).toMatchObject({
      call: 'symptoms',
      at: Date.UTC(2026, 2, 1) + 250,
      data: { ...symptom, room: { no: 7 } },
      idempotencyKey: null,
    });
    expect(draft.data).not.toHaveProperty('time');
  });

  it.each([symptom, { ...symptom, time: null }])('means now for %j', body => {
    expect(readDraft('symptoms', body, undefined).at).toBeNull();
  });

  it('gives bodies that say the same one hash, whatever the order of their members', () => {
    const hash = (body: object): string => readDraft('symptoms', body, undefined).bodyHash;
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^x[a-z]{1,5}$/), fc.jsonValue({ maxDepth: 2 })), more => {
        const body = { ...more, ...symptom, time: null };
        const turned = Object.fromEntries(Object.entries(body).reverse());
        expect(hash(turned)).toBe(hash(body));
      }),
    );
    expect(hash({ ...symptom, severity: 4 })).not.toBe(hash(symptom));
    expect(hash({ ...symptom, list: [1, 2] })).not.toBe(hash({ ...symptom, list: [2, 1] }));
  });

  it('names every fault of a body', () => {
    const problem = refusal(() => readDraft('symptoms', { kind: 'joy', severity: 11, time: 'now' }, undefined));
    expect({ code: problem.code, pointers: problem.faults.map(({ pointer }) => pointer).sort() }).toEqual({
      code: 'invalid-body',
      pointers: ['/kind', '/severity', '/time'],
    });
    for (const body of [null, 7, 'x', []])
      expect(refusal(() => readDraft('catheter-revisions', body, undefined)).code).toBe('invalid-body');
  });

  it('takes a key of printable characters, and refuses an empty, long, doubled or odd one', () => {
    expect(readDraft('symptoms', symptom, 'visit 7/a').idempotencyKey).toBe('visit 7/a');
    for (const key of ['', ' ', 'x'.repeat(256), 'ü', ['a', 'b']]) {
      const problem = refusal(() => readDraft('symptoms', symptom, key));
      expect(problem).toMatchObject({ code: 'invalid-parameter', faults: [{ pointer: '/header/idempotency-key' }] });
    }
  });
});

describe('eventWriter', () => {
  it('writes the same event for each entry but for its identity', () => {
    const write = eventWriter({ call: 'symptoms', data: symptom }, place);
    const events = [1, 12].map(entry => JSON.parse(write(entry)) as Record<string, unknown>);
    expect(events).toMatchObject([
      {
        id: 'P-1:2:7+1',
        entry: 1,
        source: '/clinics/C-1',
        type: 'symptom.reported.v1',
        time: '2026-03-01T00:00:00Z',
        data: symptom,
      },
      { id: 'P-1:2:7+12', entry: 12 },
    ]);
    expect({ ...events[0], id: '', entry: 0 }).toEqual({ ...events[1], id: '', entry: 0 });
  });
});
