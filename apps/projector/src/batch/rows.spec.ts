import { parsePump, settleAlerts, type AlertStep } from '@cisterna/domain';
import { alertChangeRow } from '@cisterna/read-model';
import { foldPump, type FoldedPump } from '../pumps/fold-pump.ts';
import { newEntry } from '../pumps/pump-entry.ts';
import { alarm, arrived, atHour, envelope, refill, registration, report, wallTime, type Envelope } from '../testing/telemetry.ts';
import { alertRows, archiveRow, pumpWrite, reconciliationRow, snapshotRow } from './rows.ts';

const folded = (...envelopes: readonly Envelope[]): FoldedPump =>
  foldPump(
    newEntry('P-1'),
    envelopes.map(e => arrived(e).event),
    wallTime(atHour(5)),
  );
const measured = (event: Envelope) => {
  const { deliveredNl, filledNl, sensedNl, meanPa, pulsationPa } = archiveRow(arrived(event));
  return [deliveredNl, filledNl, sensedNl, meanPa, pulsationPa];
};

describe('the archive’s row', () => {
  it('is the event’s place and times, and its text as received', () => {
    const event = arrived(
      refill(5, { boot: 2, seq: 3, entry: 1, at: atHour(7) }),
      0,
      JSON.stringify(refill(5, { boot: 2, seq: 3, entry: 1, at: atHour(7) }), null, 1),
    );
    expect(archiveRow(event)).toMatchObject({
      pumpId: 'P-1',
      boot: 2,
      seq: 3,
      entry: 1,
      type: 'reservoir.refilled.v1',
      at: atHour(7),
      receivedAt: atHour(7) + 1000,
      text: event.text,
    });
  });

  it('has in columns what an event measured, and nothing else', () => {
    const catheterPressure = { meanPa: -3, pulsationPa: 8 };
    expect(measured(report(7, { seq: 1 }, { reservoirSensedNl: 0, catheterPressure }))).toEqual([7, null, 0, -3, 8]);
    expect(measured(report(0, { seq: 1 }))).toEqual([0, null, null, null, null]);
    expect(measured(refill(9, { seq: 1 }))).toEqual([null, 9, null, null, null]);
    expect(measured(alarm('over-pressure', { seq: 1 }))).toEqual([null, null, null, null, null]);
  });
});

describe('the pump’s row', () => {
  const pump = folded(registration({ seq: 1 }), report(1, { seq: 2 }));
  const silent = atHour(2) + 1000 + 7_260_000;

  it('holds the fold, the calendar and the columns that lists need', () => {
    const row = pumpWrite(pump, atHour(2));
    expect(row).toMatchObject({
      pumpId: 'P-1',
      expectedRevision: null,
      version: 2,
      clinicId: 'north',
      registered: true,
      silentAt: silent,
    });
    expect(parsePump(row.state)).toEqual(pump.state);
    expect(JSON.parse(row.calendar)).toEqual(pump.calendar);
    expect(pumpWrite({ ...pump, before: { ...pump.before, revision: 6 } }, 0).expectedRevision).toBe(6);
  });

  it('is due once the pump falls silent, until that is told', () => {
    expect(pumpWrite(pump, silent).dueAt).toBe(silent + 1);
    expect(pumpWrite(pump, silent + 1).dueAt).toBe(silent + 1);
    expect(pumpWrite({ ...pump, silenceDueAt: null }, silent + 1).dueAt).toBeNull();
  });

  it('is due when the clock decides something before that', () => {
    expect(pumpWrite({ ...pump, dueAt: atHour(3) }, atHour(2)).dueAt).toBe(atHour(3));
    expect(pumpWrite({ ...pump, dueAt: atHour(99) }, atHour(2)).dueAt).toBe(silent + 1);
    expect(pumpWrite({ ...folded(report(1, { seq: 1 })), dueAt: atHour(99) }, atHour(2)).dueAt).toBe(atHour(99));
  });
});

describe('snapshots and reconciliations', () => {
  const { snapshots, reconciliations } = folded(refill(9, { seq: 1 }), report(1, { seq: 2 }), refill(8, { seq: 3 }));

  it('stand where they belong', () => {
    expect(snapshots.flatMap(snapshotRow).map(row => [row.order, parsePump(row.state).version])).toEqual([
      [expect.objectContaining({ boot: 1, seq: 1, entry: 0 }), 1],
      [expect.objectContaining({ boot: 1, seq: 3, entry: 0 }), 3],
    ]);
    const [judged] = reconciliations;
    expect(judged === undefined ? null : reconciliationRow('P-1', judged)).toEqual({
      pumpId: 'P-1',
      order: { boot: 1, seq: 3, entry: 0 },
      from: { boot: 1, seq: 1, entry: 0 },
      at: atHour(3),
      doc: JSON.stringify(judged),
    });
  });

  it('are none of a pump without events', () => {
    expect(snapshotRow(newEntry('P-1').state)).toEqual([]);
  });
});

describe('the rows of an alert', () => {
  const stepsOf = (pump: FoldedPump): readonly AlertStep[] =>
    settleAlerts({
      pump: pump.state,
      transitions: pump.transitions,
      stored: [],
      refoldedFrom: null,
      lifted: null,
      decidedAt: at => at ?? 0,
    });
  const cleared = envelope('alarm.cleared.v1', { alarm: 'replacement-due' }, { seq: 3 });
  const steps = stepsOf(folded(registration({ seq: 1 }), alarm('replacement-due', { seq: 2 }), cleared));

  it('are the alert after its last step, over the version before its first', () => {
    const [row] = alertRows(steps);
    expect(row).toMatchObject({
      alertId: 'P-1:replacement-due:1:2:0',
      kind: 'replacement-due',
      priority: 'low',
      condition: 'inactive',
      isOpen: true,
      isAcknowledged: false,
      version: 2,
      formerVersion: null,
      raisedAt: atHour(2) + 1000,
      openedBy: { boot: 1, seq: 2, entry: 0 },
      shelvedUntil: null,
      maintenanceId: null,
    });
    expect(alertRows(steps.slice(1))[0]?.formerVersion).toBe(1);
    expect(JSON.parse(row?.doc ?? '')).toEqual(steps[1]?.record.view);
    expect(JSON.parse(row?.facts ?? '')).toEqual(steps[1]?.record.facts);
  });

  it('and each change, with the alert as it was after it', () => {
    expect(
      steps.map(alertChangeRow).map(({ version, change, at, clinicId }) => [version, change, at, clinicId]),
    ).toEqual([
      [1, 'raised', atHour(2) + 1000, 'north'],
      [2, 'cleared', atHour(3) + 1000, 'north'],
    ]);
    expect(JSON.parse(steps.map(alertChangeRow)[0]?.doc ?? '')).toMatchObject({ version: 1, condition: 'active' });
  });

  it('are none of no steps', () => {
    expect(alertRows([])).toEqual([]);
  });
});
