import fc from 'fast-check';
import { formatTime } from '@cisterna/contract';
import {
  alarm,
  atHour,
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

/** Nothing, too little, or enough of the 400 000 nL programmed, over periods that mostly leave no break. */
const reports = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 900_000 }), fc.constantFrom(0, 0, 300_000)),
    fc.option(fc.integer({ min: 0, max: 8 * mL }), { freq: 4 }),
    fc.constantFrom(1, 6, 12),
  )
  .map(
    ([nl, reservoirSensedNl, hours]): Maker =>
      slot =>
        report(nl, {
          programmedNl: 400_000,
          reservoirSensedNl,
          periodStart: formatTime(atHour(slot.hours - hours)),
          periodSeconds: 6 * 3600,
          catheterPressure: { meanPa: 1200, pulsationPa: slot.pulsationPa },
        }),
  );

/** A programme that grants one bolus a day. */
const granting = fact('therapy.programmed.v1', {
  mode: 'continuous',
  segments: [{ startMinute: 0, rateNlPerHour: 400_000 }],
  patientBolus: { volumeNl: 5000, lockoutSeconds: 3600, maxPerDay: 1 },
});

const bolus = fact('bolus.delivered.v1', { origin: 'patient', kind: 'patient', volumeNl: 5000, durationSeconds: 60 });

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
  {
    weight: 1,
    arbitrary: fc.constantFrom(alarm, cleared).map(
      (happens): Maker =>
        () =>
          happens('motor-stall'),
    ),
  },
  { weight: 1, arbitrary: registrations },
  { weight: 1, arbitrary: restarts },
  { weight: 1, arbitrary: fc.constant<Maker>(() => fact('bolus.denied.v1', { reason: 'lockout' })) },
  { weight: 1, arbitrary: fc.constantFrom<Maker>(() => granting, () => programme(0)) },
  { weight: 2, arbitrary: fc.constant<Maker>(() => bolus) },
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
    arbitrary: fc.tuple(fc.integer({ min: -8, max: 1 }), fc.integer({ min: 1, max: 9 })).map(
      ([from, length]): Maker =>
        ({ hours }) =>
          mri(hours + from, hours + from + length),
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
