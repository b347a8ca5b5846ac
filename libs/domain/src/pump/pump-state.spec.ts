import { mL, programme, refill, registration, report } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { lost } from '../testing/written.ts';
import { drugsOf, initialPump, levelInputs } from './pump-state.ts';
import { parsePump, serialisePump } from './stored-pump.ts';

const codes = (state: Parameters<typeof drugsOf>[0]): readonly string[] => drugsOf(state).map(d => d.code);

describe('what the level is estimated from', () => {
  it('is the account of the present fill, with what was missing in it', () => {
    const state = folded(registration(), programme(5000), refill(0, 9 * mL), report(7), lost(2), report(8));
    expect(levelInputs(state)).toEqual({
      filledNl: 9 * mL,
      accountNl: 10_015,
      unreportedNl: 10_000,
      at: state.last?.at,
      belief: state.level,
      capacityNl: 20 * mL,
    });
  });

  it('is nothing before the first refill, and without a capacity while nobody registered the pump', () => {
    expect(levelInputs(folded(registration(), report(7)))).toBeNull();
    expect(levelInputs(folded(refill(0, 9 * mL)))?.capacityNl).toBeNull();
  });
});

describe('the drugs of a pump', () => {
  const fentanyl = [{ code: 'fentanyl' as const, concentrationMicrogramsPerMl: 50 }];

  it('are those of the latest refill that names any, else of the registration', () => {
    expect(codes(initialPump('P-1'))).toEqual([]);
    expect(codes(folded(registration(), refill(0, mL)))).toEqual(['baclofen']);
    expect(codes(folded(registration(), refill(0, mL, { drugs: fentanyl }), refill(0, mL), registration()))).toEqual([
      'fentanyl',
    ]);
  });
});

describe('a stored pump', () => {
  it('reads as the one that was kept', () => {
    const state = folded(registration(), programme(5000), refill(0, 9 * mL), lost(), report(7));
    expect(parsePump(serialisePump(state))).toEqual(state);
  });
});
