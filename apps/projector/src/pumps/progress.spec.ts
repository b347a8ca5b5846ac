import { formatTime, type PumpEvent } from '@cisterna/contract';
import { foldHistory } from '@cisterna/domain';
import { arrived, atHour, envelope, registration, report, wallTime, type Envelope } from '../testing/telemetry.ts';
import { foldPump, type FoldedPump } from './fold-pump.ts';
import { afterWrite, newEntry, type PumpEntry } from './pump-entry.ts';
import { streamTime } from './service-time.ts';

const eventsOf = (...envelopes: readonly Envelope[]): readonly PumpEvent[] => envelopes.map(e => arrived(e).event);
const wall = wallTime;
const stream = streamTime;
const told = ({ transitions }: FoldedPump): readonly string[] =>
  transitions.map(t => `${t.episode.kind} ${t.change} ${t.episode.priority} at ${formatTime(t.receivedAt)}`);
const entry = (...envelopes: readonly Envelope[]): PumpEntry =>
  afterWrite(foldPump(newEntry('P-1'), eventsOf(...envelopes), wall(atHour(1))));

describe('what arrives late, on the stream clock', () => {
  const registered = [registration({ seq: 1 }), report(5, { seq: 2 })];
  const ofKind = (folded: FoldedPump, kind: string): readonly string[] => told(folded).filter(t => t.startsWith(kind));

  it('is missing for a day before it fills the gap: the alert is raised and ended', () => {
    const events = [...registered, report(5, { seq: 5 })];
    const before = afterWrite(foldPump(newEntry('P-1'), eventsOf(...events), stream(0, atHour(5) + 1000)));
    const base = foldHistory(null, 'P-1', eventsOf(...registered)).state;
    const late = ['3', '4']
      .map(seq => arrived(report(5, { seq: Number(seq) })).event)
      .map(e => ({ ...e, receivedAt: atHour(40) }));
    const refold = { base, archived: eventsOf(report(5, { seq: 5 })) };
    const folded = foldPump(before, late, stream(atHour(5) + 1000, atHour(40)), refold);
    expect(ofKind(folded, 'data-gap')).toEqual([
      'data-gap raised low at 2026-01-02T05:00:01Z',
      'data-gap ended low at 2026-01-02T16:00:00Z',
    ]);
    expect(folded.calendar.gap).toBeNull();
  });

  it('is heard after a silence: each is told at its deadline and ended by its event', () => {
    const folded = foldPump(
      entry(...registered),
      eventsOf(report(5, { seq: 3, at: atHour(9) }), report(5, { seq: 4, at: atHour(20) })),
      stream(atHour(2), atHour(20) + 1000),
    );
    expect(ofKind(folded, 'pump-silent')).toEqual([
      'pump-silent raised medium at 2026-01-01T04:01:01Z',
      'pump-silent ended medium at 2026-01-01T09:00:01Z',
      'pump-silent raised medium at 2026-01-01T11:01:01Z',
      'pump-silent ended medium at 2026-01-01T20:00:01Z',
    ]);
    expect([folded.silentAt, folded.silenceDueAt]).toEqual([atHour(22) + 61_000, atHour(22) + 61_001]);
  });

  it('is the report after an MRI, recorded in the same batch: what fell due before it is told before it', () => {
    const mri = { kind: 'mri', startsAt: formatTime(atHour(2)), endsAt: formatTime(atHour(3)) };
    const events = eventsOf(
      envelope('annotation.recorded.v1', mri, { seq: 2, entry: 1 }),
      report(5, { seq: 3, at: atHour(9) }),
    );
    const folded = foldPump(entry(...registered), events, stream(atHour(2), atHour(9) + 1000));
    expect(ofKind(folded, 'no-recovery')).toEqual([
      'no-recovery-after-mri raised medium at 2026-01-01T05:00:00Z',
      'no-recovery-after-mri updated high at 2026-01-01T05:00:00Z',
      'no-recovery-after-mri ended high at 2026-01-01T09:00:01Z',
    ]);
  });
});

describe('on the wall clock', () => {
  it('a batch tells nothing of a time up to which the log was read, and asks to be asked again', () => {
    const folded = foldPump(newEntry('P-1'), eventsOf(registration({ seq: 1 })), wall(atHour(99)));
    expect(told(folded)).toEqual([]);
    expect(folded.silenceDueAt).toBe(atHour(3) + 61_001);
    expect(told(foldPump(afterWrite(folded), [], wall(atHour(99), atHour(99))))).toEqual([
      'pump-silent raised medium at 2026-01-01T03:01:01Z',
    ]);
  });

  it('the time of an outage does not count', () => {
    const outages = [[atHour(2), atHour(5)] as const];
    const folded = foldPump(newEntry('P-1'), eventsOf(registration({ seq: 1 })), { ...wall(atHour(99)), outages });
    expect(folded.silentAt).toBe(atHour(6) + 61_000);
  });
});
