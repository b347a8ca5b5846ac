import { nanolitres, type PumpSummary } from '@cisterna/contract';
import { fleetRow, type FleetRow } from './fleet-row.ts';

/** A moment that the specs call now. */
export const now = Date.parse('2026-03-01T12:00:00Z');

/** That many days from then, as on the wire. */
export const inDays = (days: number): string => new Date(now + days * 86_400_000).toISOString();

const refill = (days: number | null): PumpSummary['refill'] => ({
  lowAt: days === null ? null : { p10: inDays(days), p50: inDays(days + 2), p90: inDays(days + 5) },
  emptyAt: null,
  drugExpiresAt: null,
  refillBy: days === null ? null : inDays(days),
  because: days === null ? null : 'low-reservoir',
  status: 'ok',
});

/** What the specs vary of a pump. */
export type Variation = Partial<Omit<PumpSummary, 'alerts' | 'refill'>> & {
  readonly alerts?: Partial<PumpSummary['alerts']>;
  readonly refill?: Partial<PumpSummary['refill']>;
  readonly refillInDays?: number | null;
};

/** A pump in good order, but for what is given. */
export const pumpSummary = (id: string, { alerts, refill: given, refillInDays = 30, ...rest }: Variation = {}): PumpSummary => ({
  id,
  clinicId: 'north',
  registration: null,
  deliveryState: 'delivering',
  mechanism: { motor: 'running', stalledSince: null, stallCount: 0, battery: 'ok', openDeviceAlarms: [] },
  connectivity: { lastReceivedAt: inDays(0), lastEventAt: inDays(0), clockSkewSeconds: 0, silent: false },
  asOf: inDays(0),
  version: 1,
  reservoir: {
    capacityNl: nanolitres(40_000_000),
    lowReservoirNl: nanolitres(4_000_000),
    filledNl: nanolitres(38_000_000),
    filledAt: inDays(-40),
    deliveredSinceFillNl: nanolitres(18_000_000),
    computedLevelNl: nanolitres(20_000_000),
    sensedLevelNl: null,
    sensedAt: null,
    estimate: null,
    unreportedNl: nanolitres(0),
  },
  catheter: { status: 'no-suspicion', suspectedKind: null, probability: 0.01, onsetAt: null, detectedAt: null, recommendedCheck: null },
  completeness: { completeThrough: null, missing: 0 },
  ...rest,
  refill: { ...refill(refillInDays), ...given },
  alerts: { open: 0, unacknowledged: 0, highestPriority: null, ...alerts },
});

/** The row of such a pump. */
export const row = (id: string, variation: Variation = {}): FleetRow => fleetRow(pumpSummary(id, variation));

/** The ids of rows, in their order. */
export const idsOf = (rows: readonly FleetRow[]): readonly string[] => rows.map(({ id }) => id);
