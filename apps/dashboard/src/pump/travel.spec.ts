import { askedMoment, belongsTo, formatMoment, fromInputTime, isPast, parseMoment, present, toInputTime } from './travel.ts';

const tuesday = Date.parse('2026-10-27T03:12:00Z');

describe('the moment in the address', () => {
  it('is read back as it was written', () => {
    const moment = { asOf: tuesday, knownAt: tuesday - 60_000 };
    expect(parseMoment(formatMoment(moment))).toEqual(moment);
  });

  it('is the present where nothing or nonsense stands', () => {
    expect(parseMoment('')).toEqual(present);
    expect(parseMoment('asOf=yesterday&knownAt=')).toEqual(present);
    expect(formatMoment(present)).toBe('');
  });

  it('keeps colons readable', () => {
    expect(formatMoment({ asOf: null, knownAt: tuesday })).toBe('knownAt=2026-10-27T03:12:00.000Z');
  });
});

describe('what the service is asked for', () => {
  it('is judged as of the time of knowing, unless another is asked for', () => {
    expect(askedMoment({ asOf: null, knownAt: tuesday })).toEqual({ asOf: '2026-10-27T03:12:00.000Z', knownAt: '2026-10-27T03:12:00.000Z' });
    expect(askedMoment({ asOf: tuesday - 60_000, knownAt: tuesday }).asOf).toBe('2026-10-27T03:11:00.000Z');
  });

  it('is nothing for the present', () => {
    expect(askedMoment(present)).toEqual({ asOf: null, knownAt: null });
    expect(isPast(present)).toBe(false);
    expect(isPast({ asOf: null, knownAt: tuesday })).toBe(true);
  });
});

describe('what belongs to a moment', () => {
  it.each([
    ['what happened and came before', tuesday - 2, tuesday - 1, true],
    ['what happened later', tuesday + 1, tuesday - 1, false],
    ['what came later', tuesday - 2, tuesday + 1, false],
  ])('%s', (_, happened, received, belongs) => {
    expect(belongsTo({ asOf: tuesday, knownAt: tuesday }, happened, received)).toBe(belongs);
  });
});

describe('a field for a time', () => {
  it('gives back the minute it was given', () => {
    expect(fromInputTime(toInputTime(tuesday))).toBe(tuesday);
  });

  it('holds nothing while empty', () => {
    expect(fromInputTime('')).toBeNull();
  });
});
