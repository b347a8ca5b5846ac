import type { AlertView } from '@cisterna/contract';
import { examination, registration, report, revision } from '../../testing/facts.ts';
import { alertsAfter, folded } from '../../testing/projection.ts';
import { record, times, type Line } from '../../testing/written.ts';

/** A report that weighs six hours. */
const reading = (pulsationPa: number): Line =>
  report(1, { periodSeconds: 6 * 3600, catheterPressure: { meanPa: 1200, pulsationPa } });
/** Two days and a half of a sound catheter, then its pulsation lost until it is suspected. */
const suspected = [registration(), ...times(10, reading(120)), ...times(5, reading(18))];
const recovered = times(20, reading(120));

const brief = (...lines: readonly Line[]): readonly string[] =>
  alertsAfter(...lines).map(a => `${a.id.split(':')[3] ?? ''} ${a.condition} v${a.version}`);
const only = (...lines: readonly Line[]): AlertView => {
  const [alert, ...others] = alertsAfter(...lines);
  if (alert === undefined || others.length > 0) throw new RangeError(`${others.length} others`);
  return alert;
};

describe('catheter-suspected', () => {
  it('is raised when the status becomes suspected, with the evidence of then', () => {
    const alert = only(...suspected);
    expect(alert).toMatchObject({ kind: 'catheter-suspected', priority: 'medium', condition: 'active' });
    expect(alert.evidence.map(e => e.kind)).toContain('pulsation-loss');
    expect(alert.detail).toMatch(/^Pulsation \d+ Pa/);
  });

  it('is latched when the evidence fades by itself, and a later suspicion is a new alert', () => {
    expect(brief(...suspected, ...recovered)).toEqual([`${opening()} latched v2`]);
    expect(brief(...suspected, ...recovered, ...times(8, reading(18)))).toEqual([
      `${opening()} latched v2`,
      expect.stringMatching(/active v1$/),
    ]);
  });

  it('is updated, not raised again, when an examination confirms it, and at each further finding', () => {
    const confirmed = only(...suspected, record(examination('occluded')));
    expect(confirmed.history.map(h => h.change)).toEqual(['raised', 'updated']);
    expect(confirmed.evidence[0]).toMatchObject({
      kind: 'examination',
      observed: 'occluded',
      text: 'Examination (dye-study) found the catheter occluded.',
    });
    expect(
      only(...suspected, record(examination('occluded')), record(examination('leaking'))).evidence[0]?.observed,
    ).toBe('leaking');
  });

  it('is raised by a defect found without any suspicion', () => {
    expect(only(registration(), record(examination('disconnected')))).toMatchObject({
      condition: 'active',
      onsetAt: '2026-01-01T01:00:00Z',
    });
  });

  it('is not touched by an examination that settles nothing', () => {
    expect(brief(...suspected, record(examination('inconclusive')))).toEqual(brief(...suspected));
  });

  it.each([
    ['patent', examination('patent')],
    ['revised', revision()],
  ])('is over once the catheter is found or made sound: %s', (_how, settling) => {
    expect(only(...suspected, record(settling)).condition).toBe('inactive');
    expect(only(...suspected, ...recovered, record(settling)).condition).toBe('inactive');
  });

  it('of a pump without a pressure sensor is raised by examinations alone', () => {
    const blind = registration({ sensors: { reservoir: false, catheterPressure: false } });
    expect(brief(blind, ...suspected.slice(1))).toEqual([]);
    expect(only(blind, record(examination('migrated'))).condition).toBe('active');
  });

  it('ends with the sensor: what can’t be judged any more is no suspicion', () => {
    const blind = registration({ sensors: { reservoir: false, catheterPressure: false } });
    expect(only(...suspected, blind).condition).toBe('latched');
    expect(folded(...suspected, blind).catheter.sensor).toBe(false);
  });
});

const opening = (): string => only(...suspected).id.split(':')[3] ?? '';
