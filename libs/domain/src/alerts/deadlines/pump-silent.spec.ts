import fc from 'fast-check';
import { formatTime, type EpochMs, type PumpEvent } from '@cisterna/contract';
import type { Outage } from '../../connectivity/outage.ts';
import { foldHistory } from '../../history/fold-history.ts';
import { initialPump, type PumpState } from '../../pump/pump-state.ts';
import { atHour, explantation, hour, pumpEvent, registration, revision } from '../../testing/facts.ts';
import type { Episode } from '../episode.ts';
import { clockAlone, type PartDecision } from './occasion.ts';
import { decideSilence } from './pump-silent.ts';

/** Two intervals of an hour, and a minute. */
const patience = 2 * hour + 60_000;
const known = registration().at({ boot: 1, seq: 1, entry: 0, at: atHour(0) - 1000 });
const heard = (seq: number, receivedAt: EpochMs): PumpEvent =>
  pumpEvent('bolus.denied.v1', { reason: 'lockout' }, { seq, at: receivedAt, receivedAt });

interface Batch {
  readonly fresh: readonly PumpEvent[];
  readonly readThrough?: EpochMs;
  readonly outages?: readonly Outage[];
}

/** A pump's silence, batch by batch; unless told otherwise nothing is known of the time up to which the log was read. */
class Listener {
  events: readonly PumpEvent[] = [];
  part: Episode | null = null;
  dueAt: EpochMs | null = null;
  readonly told: string[] = [];

  take({ fresh, readThrough = -Infinity, outages = [] }: Batch): this {
    const former = this.#state();
    this.events = [...this.events, ...fresh];
    const decision: PartDecision<Episode | null> = decideSilence(this.#state(), this.part, {
      ...clockAlone(former, atHour(9999), outages),
      readThrough,
      fresh,
    });
    this.part = decision.part;
    this.dueAt = decision.dueAt;
    this.told.push(...decision.transitions.map(t => `${t.change} ${t.episode.id} ${formatTime(t.receivedAt)}`));
    return this;
  }

  #state(): PumpState {
    return this.events.length === 0 ? initialPump('P-1') : foldHistory(null, 'P-1', this.events).state;
  }
}

const listener = (): Listener => new Listener().take({ fresh: [known] });

describe('pump-silent', () => {
  it('is raised once the log has been read past the deadline, at that time, and not before', () => {
    const pump = listener();
    expect([pump.dueAt, pump.take({ fresh: [], readThrough: atHour(0) + patience }).told]).toEqual([
      atHour(0) + patience + 1,
      [],
    ]);
    pump.take({ fresh: [], readThrough: atHour(0) + patience + 1 });
    expect(pump.told).toEqual(['raised P-1:pump-silent:1:1:0 2026-01-01T02:01:00Z']);
    expect(pump.part).toMatchObject({ onsetAt: atHour(0) + patience, opened: null, priority: 'medium' });
    expect(pump.take({ fresh: [], readThrough: atHour(99) }).told).toHaveLength(1);
  });

  it('is never raised because the service lags: what is not read yet may hold a sign of life', () => {
    expect(listener().take({ fresh: [], readThrough: -Infinity }).told).toEqual([]);
  });

  it('ends when data returns, and has a new id the next time', () => {
    const pump = listener().take({ fresh: [], readThrough: atHour(5) });
    pump.take({ fresh: [heard(2, atHour(6))] }).take({ fresh: [], readThrough: atHour(9) });
    expect(pump.told).toEqual([
      'raised P-1:pump-silent:1:1:0 2026-01-01T02:01:00Z',
      'ended P-1:pump-silent:1:1:0 2026-01-01T06:00:00Z',
      'raised P-1:pump-silent:1:2:0 2026-01-01T08:01:00Z',
    ]);
  });

  it('is told from the receipts of one batch too: raised at the deadline, ended by the event that was late', () => {
    const pump = listener().take({ fresh: [heard(2, atHour(5)), heard(3, atHour(6)), heard(4, atHour(20))] });
    expect(pump.told).toEqual([
      'raised P-1:pump-silent:1:1:0 2026-01-01T02:01:00Z',
      'ended P-1:pump-silent:1:1:0 2026-01-01T05:00:00Z',
      'raised P-1:pump-silent:1:3:0 2026-01-01T08:01:00Z',
      'ended P-1:pump-silent:1:3:0 2026-01-01T20:00:00Z',
    ]);
  });

  it('takes a late event for the sign of life that it is, and a person’s record for none', () => {
    const record = revision().at({ boot: 1, seq: 9, entry: 1, at: atHour(3) });
    const pump = listener().take({ fresh: [heard(9, atHour(1))] });
    pump
      .take({ fresh: [record], readThrough: atHour(3) })
      .take({ fresh: [heard(4, atHour(3))], readThrough: atHour(5) });
    expect(pump.told).toEqual([]);
  });

  it('is not ended by what was received before the silence began to count', () => {
    const pump = listener()
      .take({ fresh: [heard(9, atHour(1))] })
      .take({ fresh: [], readThrough: atHour(8) });
    expect(pump.take({ fresh: [heard(4, atHour(0.5))], readThrough: atHour(9) }).told).toHaveLength(1);
    expect(pump.part?.id).toBe('P-1:pump-silent:1:9:0');
  });

  it('counts from the registration where that came later, and is nothing to a pump without one', () => {
    const late = registration().at({ boot: 1, seq: 2, entry: 1, at: atHour(9) });
    const pump = new Listener().take({ fresh: [heard(2, atHour(1))], readThrough: atHour(8) });
    expect([pump.told, pump.dueAt]).toEqual([[], null]);
    expect(pump.take({ fresh: [late], readThrough: atHour(10) }).dueAt).toBe(atHour(9) + 1000 + patience + 1);
  });

  it('ends with the pump', () => {
    const pump = listener().take({ fresh: [], readThrough: atHour(5) });
    pump.take({ fresh: [explantation().at({ boot: 1, seq: 1, entry: 1, at: atHour(6) })], readThrough: atHour(99) });
    expect([pump.told.at(-1), pump.dueAt]).toEqual(['ended P-1:pump-silent:1:1:0 2026-01-01T06:00:01Z', null]);
  });
});

describe('an outage', () => {
  const outages: readonly Outage[] = [[atHour(1), atHour(4)]];

  it('does not count towards silence', () => {
    const pump = listener().take({ fresh: [], readThrough: atHour(5), outages });
    expect([pump.told, pump.dueAt]).toEqual([[], atHour(3) + patience + 1]);
    expect(pump.take({ fresh: [], readThrough: atHour(6), outages }).told).toEqual([
      'raised P-1:pump-silent:1:1:0 2026-01-01T05:01:00Z',
    ]);
  });

  it('does not make silent who is heard late because of it', () => {
    expect(listener().take({ fresh: [heard(2, atHour(5))], outages }).told).toEqual([]);
  });
});

describe('any receipts', () => {
  const receipts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 });

  it('tell the same silences at once as one by one, each raised before it ends', () => {
    fc.assert(
      fc.property(receipts, hours => {
        const events = hours.toSorted((a, b) => a - b).map((h, i) => heard(i + 2, atHour(h)));
        const atOnce = listener().take({ fresh: events, readThrough: atHour(40) });
        const single = listener();
        for (const event of events) single.take({ fresh: [event], readThrough: event.receivedAt });
        single.take({ fresh: [], readThrough: atHour(40) });
        expect(atOnce.told).toEqual(single.told);
        expect(atOnce.told.map(t => t.split(' ')[0])).toEqual(
          atOnce.told.map((_, i) => (i % 2 === 0 ? 'raised' : 'ended')),
        );
      }),
    );
  });
});
