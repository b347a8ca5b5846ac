import { foldHistory, settleAlerts } from '@cisterna/domain';
import { archiveOf } from '@cisterna/read-model';
import { foldPump, type FoldedPump } from '../pumps/fold-pump.ts';
import { afterWrite, newEntry } from '../pumps/pump-entry.ts';
import { alarm, arrived, atHour, envelope, refill, registration, wallTime, type Envelope } from '../testing/telemetry.ts';
import { batchWrite, type PartitionMove } from './batch-write.ts';
import { archiveRow } from './rows.ts';
import type { SettledPump } from './settle-batch.ts';

const move: PartitionMove = {
  topic: 'pump.telemetry.v1',
  partition: 3,
  epoch: 2,
  from: 5n,
  to: 9n,
  clockAt: atHour(9),
  highWatermark: 12n,
};
const wall = wallTime(atHour(9));
const eventsOf = (...envelopes: readonly Envelope[]) => envelopes.map(e => arrived(e).event);
const settled = (folded: FoldedPump): SettledPump => ({
  folded,
  steps: settleAlerts({
    pump: folded.state,
    transitions: folded.transitions,
    stored: [],
    refoldedFrom: folded.refoldedFrom,
    lifted: null,
    decidedAt: at => at ?? 0,
  }),
});
const history = [
  registration({ seq: 1 }),
  refill(9_000_000, { seq: 2 }),
  alarm('memory-error', { seq: 3 }),
  envelope('alarm.cleared.v1', { alarm: 'memory-error' }, { seq: 4 }),
];

describe('what a batch writes', () => {
  it('is all that its pumps changed, with the partition’s move', () => {
    const fresh = archiveOf(history.map((e, i) => archiveRow(arrived(e, i))));
    const write = batchWrite(move, [settled(foldPump(newEntry('P-1'), eventsOf(...history), wall))], fresh, []);
    expect(write).toMatchObject(move);
    expect([write.archive.size, write.pumps.length, write.snapshots.length]).toEqual([4, 1, 1]);
    expect([
      write.dropSnapshotsAfter,
      write.dropReconciliationsAfter,
      write.reconciliations,
      write.deadLetters,
    ]).toEqual([[], [], [], []]);
  });

  it('has each alert once, and every change of it', () => {
    const { alerts, alertChanges } = batchWrite(
      move,
      [settled(foldPump(newEntry('P-1'), eventsOf(...history), wall))],
      archiveOf([]),
      [],
    );
    expect(alerts.map(a => [a.alertId, a.version, a.formerVersion])).toEqual([['P-1:device-fault:1:3:0', 2, null]]);
    expect(alertChanges.map(c => `${c.alertId} ${c.version}`)).toEqual([
      'P-1:device-fault:1:3:0 1',
      'P-1:device-fault:1:3:0 2',
    ]);
  });

  it('replaces what hangs behind the base of a pump that was folded again', () => {
    const entry = afterWrite(foldPump(newEntry('P-1'), eventsOf(...history), wall));
    const archived = eventsOf(...history);
    const base = foldHistory(null, 'P-1', archived.slice(0, 2)).state;
    const again = (from: typeof base | null) =>
      foldPump(entry, [], wall, { base: from, archived: from === null ? archived : archived.slice(2) });
    const places = (from: typeof base | null) => batchWrite(move, [settled(again(from))], archiveOf([]), []).dropSnapshotsAfter;
    expect(places(base)).toEqual([{ pumpId: 'P-1', order: base.last }]);
    expect(places(null)).toEqual([{ pumpId: 'P-1', order: { boot: 0, seq: 0, entry: 0 } }]);
  });
});
