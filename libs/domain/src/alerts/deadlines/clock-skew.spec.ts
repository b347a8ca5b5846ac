import { formatTime, type PumpEvent } from '@cisterna/contract';
import { foldHistory } from '../../history/fold-history.ts';
import { initialPump, type PumpState } from '../../pump/pump-state.ts';
import { atHour, explantation, pumpEvent, registration } from '../../testing/facts.ts';
import type { Episode } from '../episode.ts';
import { decideClockSkew } from './clock-skew.ts';
import { clockAlone } from './occasion.ts';

const minute = 60_000;
const known = registration().at({ boot: 1, seq: 1, entry: 0, at: atHour(0) });
/** Received at the hour of its seq, its clock ahead by so many minutes. */
const heard = (seq: number, ahead: number, hours = seq): PumpEvent =>
  pumpEvent(
    'bolus.denied.v1',
    { reason: 'lockout' },
    { seq, at: atHour(hours) + ahead * minute, receivedAt: atHour(hours) },
  );
const run = (from: number, count: number, ahead: number): readonly PumpEvent[] =>
  Array.from({ length: count }, (_, i) => heard(from + i, ahead));

class Clockmaker {
  events: readonly PumpEvent[] = [];
  part: Episode | null = null;
  readonly told: string[] = [];

  take(...fresh: readonly PumpEvent[]): this {
    const former = this.#state();
    this.events = [...this.events, ...fresh];
    const decision = decideClockSkew(this.#state(), this.part, { ...clockAlone(former, atHour(999)), fresh });
    this.part = decision.part;
    this.told.push(...decision.transitions.map(t => `${t.change} ${t.episode.id} ${formatTime(t.receivedAt)}`));
    return this;
  }

  #state(): PumpState {
    return this.events.length === 0 ? initialPump('P-1') : foldHistory(null, 'P-1', this.events).state;
  }
}

const pump = (): Clockmaker => new Clockmaker().take(known);

describe('clock-skew', () => {
  it('is raised by the first event that is over five minutes ahead', () => {
    expect(pump().take(heard(2, 5)).told).toEqual([]);
    const ahead = pump().take(heard(2, 5.1));
    expect(ahead.told).toEqual(['raised P-1:clock-skew:1:2:0 2026-01-01T02:00:00Z']);
    expect(ahead.part).toMatchObject({ opened: null, priority: 'low', evidence: [{ observed: 306 }] });
  });

  it('is raised by a clock behind only over receipts that span twelve report intervals: else its events may merely be late', () => {
    const behind = new Clockmaker().take(
      registration().at({ boot: 1, seq: 1, entry: 1, at: atHour(1) }),
      ...run(2, 12, -6),
    );
    expect(behind.told).toEqual([]);
    expect(behind.take(heard(14, -6)).told).toEqual(['raised P-1:clock-skew:1:14:0 2026-01-01T14:00:00Z']);
  });

  it('is not raised by what a gateway held back and sends at once', () => {
    const held = Array.from({ length: 40 }, (_, i) => heard(i + 2, -60 * (40 - i), 50));
    expect(pump().take(...held).told).toEqual([]);
  });

  it('ends when the clock is back within, once the window has forgotten the rest', () => {
    const set = pump().take(heard(2, 9), ...run(3, 22, 0));
    expect(set.told).toHaveLength(1);
    expect(set.take(heard(25, 0), heard(26, 0)).told.at(-1)).toBe('ended P-1:clock-skew:1:2:0 2026-01-02T02:00:00Z');
  });

  it('is decided in the order of receipt, one by one, whatever the batch', () => {
    const events = [heard(2, 9), ...run(3, 30, 0), ...run(33, 30, -9), ...run(63, 2, 0)];
    const single = pump();
    for (const event of events) single.take(event);
    const atOnce = pump().take(...events.toReversed().sort((a, b) => a.seq - b.seq));
    expect(atOnce.told).toEqual(single.told);
    expect(atOnce.told.map(t => t.split(' ')[0])).toEqual(['raised', 'ended', 'raised', 'ended']);
  });

  it('speaks of no pump that nobody registered, and ends with it', () => {
    expect(new Clockmaker().take(heard(2, 60)).told).toEqual([]);
    const gone = pump()
      .take(heard(2, 60))
      .take(explantation().at({ boot: 1, seq: 2, entry: 1, at: atHour(3) }));
    expect(gone.told.map(t => t.split(' ')[0])).toEqual(['raised', 'ended']);
  });
});
