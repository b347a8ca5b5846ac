import { decodeEventText, type PumpEvent } from '@cisterna/contract';
import { foldHistory, pumpColumns, serialisePump, settleAlerts } from '@cisterna/domain';
import { alertChangeRow, alertRow, archiveOf, openPartition, writeBatch, type BatchWrite, type ReadModel } from '@cisterna/read-model';

/** 2025-01-01T00:00:00Z, when the pumps' alerts were raised. */
export const raisedAt = 1_735_689_600_000;
export const topic = 'pump.telemetry.v1';

const told: readonly (readonly [string, object])[] = [
  [
    'pump.registered.v1',
    {
      clinicId: 'C-1',
      model: 'M',
      serial: 'S',
      reservoirCapacityNl: 20_000_000,
      lowReservoirNl: 2_000_000,
      drugs: [{ code: 'baclofen', concentrationMicrogramsPerMl: 2000 }],
      reportIntervalSeconds: 3600,
      sensors: { reservoir: false, catheterPressure: false },
    },
  ],
  ['alarm.raised.v1', { alarm: 'memory-error' }],
];

const eventsOf = (pumpId: string): readonly PumpEvent[] =>
  told.map(([type, data], index) => {
    const seq = index + 1;
    const place = { specversion: '1.0', id: `${pumpId}:1:${seq}`, source: `/pumps/${pumpId}`, subject: pumpId, boot: 1, seq };
    const decoded = decodeEventText(JSON.stringify({ ...place, type, time: '2025-01-01T00:00:00Z', data }), raisedAt);
    if (!decoded.ok) throw new TypeError(decoded.detail);
    return decoded.event;
  });

const rowsOf = (pumpId: string) => {
  const { state, transitions } = foldHistory(null, pumpId, eventsOf(pumpId));
  const steps = settleAlerts({ pump: state, transitions, stored: [], refoldedFrom: null, lifted: null, decidedAt: () => raisedAt });
  return {
    pumps: [{ ...pumpColumns(state), pumpId, expectedRevision: null, dueAt: null, state: serialisePump(state), calendar: '{}' }],
    alerts: steps.map(({ record }) => alertRow(record, null)),
    alertChanges: steps.map(alertChangeRow),
  };
};

const empty = { archive: archiveOf([]), snapshots: [], dropSnapshotsAfter: [], reconciliations: [], dropReconciliationsAfter: [], deadLetters: [] };

/** Pumps with a device fault each, written as a projector would; one partition holds them all. */
export class AlarmedPumps {
  private position = 0n;

  private constructor(
    private readonly model: ReadModel,
    private readonly epoch: number,
  ) {}

  static async open(model: ReadModel): Promise<AlarmedPumps> {
    const { epoch } = await openPartition(model, { topic, partition: 0 });
    return new AlarmedPumps(model, epoch);
  }

  /** The id of a pump's alert. */
  static alertOf(pumpId: string): string {
    return `${pumpId}:device-fault:1:2:0`;
  }

  /** Makes pumps in one batch; the partition has then been read through `clockAt`. */
  async add(pumpIds: readonly string[], clockAt = raisedAt): Promise<void> {
    const rows = pumpIds.map(rowsOf);
    const to = this.position + 1n;
    const move = { topic, partition: 0, epoch: this.epoch, from: this.position === 0n ? null : this.position, to, clockAt, highWatermark: to };
    const batch: BatchWrite = {
      ...move,
      ...empty,
      pumps: rows.flatMap(row => row.pumps),
      alerts: rows.flatMap(row => row.alerts),
      alertChanges: rows.flatMap(row => row.alertChanges),
    };
    await writeBatch(this.model, batch);
    this.position = to;
  }
}
