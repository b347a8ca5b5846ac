import type { AlertPriority, CatheterStatus, DeliveryState, PumpSummary, RefillStatus } from '@cisterna/contract';

/** What the counts at the top sort the pumps by. */
export interface Facets {
  readonly alerts: AlertPriority | 'none';
  readonly delivery: DeliveryState;
  readonly refill: RefillStatus;
  readonly catheter: CatheterStatus;
}

/** A pump with all that sorting and searching need, worked out once per change of the pump. */
export interface FleetRow {
  readonly id: string;
  readonly pump: PumpSummary;
  readonly facets: Facets;
  /** Lower is worse: by open alerts, then by delivery. */
  readonly badness: number;
  readonly refillByMs: number | null;
  readonly contactMs: number | null;
  /** The id with its numbers padded, so that P-9 comes before P-10 by plain comparison. */
  readonly natural: string;
  /** What the search looks through, in lower case. */
  readonly text: string;
}

const priorityRanks: Readonly<Record<Facets['alerts'], number>> = { high: 0, medium: 1, low: 2, none: 3 };
const deliveryRanks: Readonly<Record<DeliveryState, number>> = { 'not-delivering': 0, unknown: 1, delivering: 2 };
const longestNumber = 15;

const millisecondsOf = (time: string | null): number | null => (time === null ? null : Date.parse(time));

/** Text whose numbers compare by value. */
export const naturalKey = (text: string): string => text.toLowerCase().replace(/\d+/g, digits => digits.padStart(longestNumber, '0'));

const facetsOf = ({ alerts, deliveryState, refill, catheter }: PumpSummary): Facets => ({
  alerts: alerts.open === 0 ? 'none' : (alerts.highestPriority ?? 'none'),
  delivery: deliveryState,
  refill: refill.status,
  catheter: catheter.status,
});

const textOf = ({ id, clinicId, registration }: PumpSummary): string =>
  [id, clinicId, registration?.model, registration?.serial, registration?.patientRef]
    .filter(part => part != null)
    .join('\n')
    .toLowerCase();

const build = (pump: PumpSummary): FleetRow => {
  const facets = facetsOf(pump);
  return {
    id: pump.id,
    pump,
    facets,
    badness: priorityRanks[facets.alerts] * 3 + deliveryRanks[facets.delivery],
    refillByMs: millisecondsOf(pump.refill.refillBy),
    contactMs: millisecondsOf(pump.connectivity.lastReceivedAt),
    natural: naturalKey(pump.id),
    text: textOf(pump),
  };
};

const built = new WeakMap<PumpSummary, FleetRow>();

/** The row of a pump; the same object for the same summary. */
export const fleetRow = (pump: PumpSummary): FleetRow => {
  const known = built.get(pump);
  if (known !== undefined) return known;
  const row = build(pump);
  built.set(pump, row);
  return row;
};
