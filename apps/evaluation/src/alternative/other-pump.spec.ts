import { parseTime, type PumpEvent } from '@cisterna/contract';
import { dayMs, isCatheterFault, type FleetChoice, type ImaginedPump } from '../fleet/pump-truth.ts';
import { otherPumps } from './other-pumps.ts';

const choice: FleetChoice = {
  seed: 11,
  pumps: 40,
  days: 120,
  reportIntervalSeconds: 6 * 3600,
  noise: 1,
  rhythm: 1,
  compliance: 1,
  overDelivery: 0.4,
};
const fleet: readonly ImaginedPump[] = [...otherPumps(choice)];
const mL = 1_000_000;

const reportsOf = (events: readonly PumpEvent[]) => events.filter(event => event.type === 'delivery.reported.v1');

/** What left the reservoir between two refills that both arrived, beside the pump's account, with nothing lost in between. */
interface Cycle {
  readonly from: number;
  readonly at: number;
  readonly ratio: number;
  readonly leftNl: number;
}

/** The account since a fill, and whether nothing has been lost since. */
class Account {
  readonly cycles: Cycle[] = [];
  private fill: { readonly at: number; readonly filledNl: number } | null = null;
  private accountNl = 0;
  private seq = 0;
  private whole = true;

  take(event: PumpEvent): void {
    if (event.entry === 0) {
      this.whole &&= event.seq === this.seq + 1;
      this.seq = event.seq;
    }
    if (event.type === 'delivery.reported.v1') this.accountNl += event.data.deliveredNl;
    if (event.type === 'reservoir.refilled.v1') this.refill(event.at, event.data);
  }

  private refill(at: number, { aspiratedNl: leftNl, filledNl }: { readonly aspiratedNl: number; readonly filledNl: number }): void {
    const { fill, accountNl } = this;
    if (fill !== null && this.whole && accountNl > 8 * mL)
      this.cycles.push({ from: fill.at, at, ratio: (fill.filledNl - leftNl) / accountNl, leftNl });
    this.fill = { at, filledNl };
    this.accountNl = 0;
    this.whole = true;
  }
}

const cyclesOf = ({ events }: ImaginedPump): readonly Cycle[] => {
  const account = new Account();
  for (const event of events) account.take(event);
  return account.cycles;
};

/** Cycles wholly under a full over-delivery, with its size. */
const tooFast = fleet.flatMap(pump =>
  pump.truth.faults
    .filter(({ kind }) => kind === 'over-delivery')
    .flatMap(({ onsetAt, halfAt, size }) =>
      cyclesOf(pump)
        .filter(({ from }) => from >= 2 * halfAt - onsetAt)
        .map(cycle => ({ ...cycle, size })),
    ),
);

describe('the volume of a pump of the other physics', () => {
  it('goes where the pump says, within its label, while nothing is wrong with the flow', () => {
    const sound = fleet.filter(({ truth }) => truth.faults.every(isCatheterFault)).flatMap(cyclesOf);
    expect(sound.length).toBeGreaterThan(20);
    for (const { ratio } of sound) expect(Math.abs(ratio - 1)).toBeLessThan(0.2);
  });

  it('goes faster than the pump says by as much as a full over-delivery tells, until none is left', () => {
    expect(tooFast.length).toBeGreaterThan(5);
    for (const { ratio, leftNl, size } of tooFast) {
      expect(ratio / size).toBeLessThan(1.2);
      expect(leftNl <= 0.5 * mL || ratio / size > 0.85).toBe(true);
    }
  });

  it('has stretches that tile the whole life, each low before it is empty', () => {
    for (const { truth } of fleet) {
      expect(truth.stretches[0]?.from).toBe(truth.startAt);
      expect(truth.stretches.at(-1)?.to).toBe(truth.endAt);
      for (const { from, to, lowAt, emptyAt } of truth.stretches) {
        expect(to).toBeGreaterThan(from);
        if (lowAt !== null && emptyAt !== null) expect(emptyAt).toBeGreaterThanOrEqual(lowAt);
      }
    }
  });

  it('is sensed where there is a sensor, near the account at first', () => {
    for (const { events, truth } of fleet) {
      const levels = reportsOf(events).map(({ data }) => data.reservoirSensedNl);
      expect(levels.some(level => level !== null)).toBe(truth.levelSensor);
      const fill = events.find(event => event.type === 'reservoir.refilled.v1');
      const first = levels.find(level => level !== null) ?? fill?.data.filledNl;
      expect(Math.abs((first ?? NaN) - (fill?.data.filledNl ?? NaN))).toBeLessThan(4 * mL);
    }
  });
});

describe('what a pump of the other physics reports', () => {
  it('covers each moment once at most', () => {
    for (const { events } of fleet) {
      let through = -Infinity;
      for (const { at, data } of reportsOf(events)) {
        const start = parseTime(data.periodStart) ?? NaN;
        expect(start).toBeGreaterThanOrEqual(through);
        expect(at - start).toBe(data.periodSeconds * 1000);
        through = at;
      }
    }
  });

  it('has a pressure where there is a sensor for it, now and then without a reading', () => {
    for (const { events, truth } of fleet) {
      const read = reportsOf(events).filter(({ data }) => data.catheterPressure !== null).length;
      const all = reportsOf(events).length;
      if (truth.pressureSensor) expect(read / all).toBeGreaterThan(0.9);
      else expect(read).toBe(0);
    }
  });

  it('delivers what is programmed, but for boluses, magnets and rounding', () => {
    for (const { events } of fleet) {
      const reports = reportsOf(events);
      const sum = (of: 'programmedNl' | 'deliveredNl'): number => reports.reduce((total, { data }) => total + data[of], 0);
      expect(sum('deliveredNl') / sum('programmedNl')).toBeGreaterThan(0.95);
      expect(sum('deliveredNl') / sum('programmedNl')).toBeLessThan(1.05);
    }
  });
});

describe('the truth about a pump of the other physics', () => {
  it('tells of a lost therapy only where the catheter fails, and not before', () => {
    const struck = fleet.flatMap(({ truth }) => truth.faults.filter(isCatheterFault));
    expect(struck.length).toBeGreaterThan(5);
    for (const { onsetAt, halfAt, therapyLostAt } of struck) {
      expect(halfAt).toBeGreaterThanOrEqual(onsetAt);
      if (therapyLostAt !== null) expect(therapyLostAt).toBeGreaterThanOrEqual(onsetAt);
    }
    for (const { truth } of fleet)
      for (const fault of truth.faults.filter(fault => !isCatheterFault(fault))) expect(fault.therapyLostAt).toBeNull();
  });

  it('has faults inside the life, of sizes that can be', () => {
    for (const { truth } of fleet) {
      for (const { kind, onsetAt, size, holdsBack } of truth.faults) {
        expect(onsetAt).toBeGreaterThanOrEqual(truth.startAt);
        expect(onsetAt).toBeLessThan(truth.endAt);
        expect(size).toBeGreaterThan(0);
        expect(size > 1).toBe(kind === 'over-delivery');
        expect(holdsBack).toBe(false);
      }
      expect(truth.endAt - truth.startAt).toBe(choice.days * dayMs);
    }
  });
});
