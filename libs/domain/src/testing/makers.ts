import fc from 'fast-check';
import {
  alarm,
  boot,
  cleared,
  examination,
  explantation,
  fact,
  mL,
  mri,
  programme,
  refill,
  registration,
  report,
  revision,
  type Fact,
} from './facts.ts';

/** Where the next event stands, and what the pressure sensor reads there. */
export interface Slot {
  readonly boot: number;
  readonly seq: number;
  readonly hours: number;
  readonly pulsationPa: number;
}

export type Maker = (slot: Slot) => Fact;

const deviceAlarms = fc.constantFrom(
  'low-reservoir',
  'empty-reservoir',
  'motor-stall',
  'memory-error',
  'over-pressure',
  'replacement-due',
  'end-of-service',
);

const reports = fc
  .tuple(fc.integer({ min: 0, max: 900_000 }), fc.option(fc.integer({ min: 0, max: 8 * mL }), { freq: 4 }))
  .map(
    ([nl, reservoirSensedNl]): Maker =>
      ({ pulsationPa }) =>
        report(nl, { reservoirSensedNl, periodSeconds: 6 * 3600, catheterPressure: { meanPa: 1200, pulsationPa } }),
  );

const registrations = fc
  .record({
    lowReservoirNl: fc.integer({ min: 1, max: 5 }).map(n => n * mL),
    clinicId: fc.constantFrom('north', 'south'),
    sensors: fc.record({ reservoir: fc.boolean(), catheterPressure: fc.integer({ min: 0, max: 5 }).map(n => n > 0) }),
    historyStartsAt: fc.option(
      fc.record({ boot: fc.integer({ min: 1, max: 2 }), seq: fc.integer({ min: 1, max: 12 }) }),
      { freq: 2 },
    ),
  })
  .map(
    (over): Maker =>
      () =>
        registration(over),
  );

const restarts = fc.tuple(fc.option(fc.integer({ min: 1, max: 4 })), fc.option(fc.integer({ min: 0, max: 30 }))).map(
  ([former, end]): Maker =>
    () =>
      boot(former, end),
);

/** What a pump itself may tell. */
export const own: fc.Arbitrary<Maker> = fc.oneof(
  { weight: 10, arbitrary: reports },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 0, max: 6 * mL }).map(
      (nl): Maker =>
        () =>
          refill(nl, 8 * mL),
    ),
  },
  {
    weight: 1,
    arbitrary: deviceAlarms.map(
      (name): Maker =>
        () =>
          alarm(name),
    ),
  },
  {
    weight: 1,
    arbitrary: deviceAlarms.map(
      (name): Maker =>
        () =>
          cleared(name),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 500_000 }).map(
      (rate): Maker =>
        () =>
          programme(rate),
    ),
  },
  { weight: 1, arbitrary: registrations },
  { weight: 1, arbitrary: restarts },
  { weight: 1, arbitrary: fc.constant<Maker>(() => fact('bolus.denied.v1', { reason: 'lockout' })) },
);

const findings = fc.constantFrom('patent', 'occluded', 'leaking', 'inconclusive');

/** What a person may record. */
export const people: fc.Arbitrary<Maker> = fc.oneof(
  {
    weight: 9,
    arbitrary: findings.map(
      (finding): Maker =>
        () =>
          examination(finding),
    ),
  },
  {
    weight: 9,
    arbitrary: fc.integer({ min: 1, max: 12 }).map(
      (length): Maker =>
        ({ hours }) =>
          mri(hours - 1, hours + length),
    ),
  },
  {
    weight: 9,
    arbitrary: fc.integer({ min: 0, max: 3 * mL }).map(
      (nl): Maker =>
        () =>
          refill(nl, 9 * mL),
    ),
  },
  { weight: 3, arbitrary: fc.constant<Maker>(revision) },
  { weight: 1, arbitrary: fc.constant<Maker>(explantation) },
  { weight: 2, arbitrary: registrations },
);
