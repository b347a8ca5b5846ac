import { CallRefused } from '../data/call.ts';
import { bodyOf, faultsOf } from './record-body.ts';
import { plainSpecs, refillSpec, voidSpec } from './record-spec.ts';

const spec = (title: string): (typeof plainSpecs)[number] => plainSpecs.find(each => each.title === title)!;

describe('the body of a record', () => {
  it('has volumes in nanolitres, by decimal point or comma', () => {
    expect(bodyOf(refillSpec, { aspiratedNl: '3,5', filledNl: '20' })).toEqual({ body: { aspiratedNl: 3_500_000, filledNl: 20_000_000 }, faults: {} });
  });

  it('leaves out what was left empty', () => {
    expect(Object.keys(bodyOf(refillSpec, { aspiratedNl: '1', filledNl: '2', by: ' ', time: '' }).body)).toEqual(['aspiratedNl', 'filledNl']);
  });

  it('names every fault at its field', () => {
    const { faults } = bodyOf(refillSpec, { filledNl: 'much' });
    expect(faults).toEqual({ aspiratedNl: 'is needed', filledNl: 'must be a volume in mL, such as 3.5' });
  });

  it('takes a severity from 0 to 10 only', () => {
    expect(bodyOf(spec('Symptom'), { kind: 'underdose', severity: '10' }).faults).toEqual({});
    expect(bodyOf(spec('Symptom'), { kind: 'underdose', severity: '11' }).faults).toHaveProperty('severity');
  });

  it('does not let a stretch end before it begins', () => {
    const { faults, body } = bodyOf(spec('MRI window'), { startsAt: '2026-01-02T10:00', endsAt: '2026-01-02T09:00' });
    expect(body['kind']).toBe('mri');
    expect(faults).toEqual({ endsAt: 'must not be before the beginning' });
  });

  it('names the record that it takes back', () => {
    const entryOf = { boot: 1, seq: 513, entry: 1 };
    expect(bodyOf(voidSpec(entryOf), { reason: 'another patient' }).body).toEqual({ entryOf, reason: 'another patient' });
  });
});

describe('faults that the service found', () => {
  it('stand at their fields, others above', () => {
    const errors = [
      { pointer: '/time', detail: 'must not be before 2000' },
      { pointer: '/drugs/0', detail: 'is odd' },
    ];
    const refused = new CallRefused({ code: 'invalid-body', status: 422, detail: 'no', errors });
    expect(faultsOf(refillSpec, refused)).toEqual({ time: 'must not be before 2000', '': 'drugs/0 is odd' });
  });

  it('are the words of the answer where it names no field', () => {
    expect(faultsOf(refillSpec, new CallRefused({ code: 'pump-not-registered', status: 409, detail: 'Not registered.' }))).toEqual({ '': 'Not registered.' });
  });

  it('ask whether a refill is really another one', () => {
    expect(faultsOf(refillSpec, new CallRefused({ code: 'refill-already-recorded', status: 409 }))['']).toMatch(/another one/);
  });

  it('say that trying again is safe where no answer came', () => {
    expect(faultsOf(refillSpec, new TypeError('fetch failed'))['']).toMatch(/records it once/);
  });
});
