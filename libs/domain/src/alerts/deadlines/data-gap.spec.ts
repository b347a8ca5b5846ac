import { formatTime, type EpochMs, type PumpEvent } from '@cisterna/contract';
import { foldHistory } from '../../history/fold-history.ts';
import { initialPump, type PumpState } from '../../pump/pump-state.ts';
import { atHour, explantation, pumpEvent, registration } from '../../testing/facts.ts';
import { decideDataGap, type DataGap } from './data-gap.ts';
import { clockAlone } from './occasion.ts';

const known = registration().at({ boot: 1, seq: 1, entry: 0, at: atHour(0) });
const heard = (seq: number, hours: number, boot = 1): PumpEvent =>
  pumpEvent('bolus.denied.v1', { reason: 'lockout' }, { boot, seq, at: atHour(hours), receivedAt: atHour(hours) });

/** A pump's gaps, batch by batch; the log has been read up to the hour given. */
class Counter {
  events: readonly PumpEvent[] = [];
  part: DataGap = null;
  dueAt: EpochMs | null = null;
  readonly told: string[] = [];

  at(hours: number, ...fresh: readonly PumpEvent[]): this {
    const former = this.state;
    this.events = [...this.events, ...fresh];
    const decision = decideDataGap(this.state, this.part, { ...clockAlone(former, atHour(hours)), fresh });
    this.part = decision.part;
    this.dueAt = decision.dueAt;
    this.told.push(...decision.transitions.map(t => `${t.change} ${t.episode.id} ${formatTime(t.receivedAt)}`));
    return this;
  }

  get state(): PumpState {
    return this.events.length === 0 ? initialPump('P-1') : foldHistory(null, 'P-1', this.events).state;
  }
}

const counter = (): Counter => new Counter().at(0, known);

describe('data-gap', () => {
  it('is raised when an event has been missing for 24 h, with how many and where', () => {
    const pump = counter().at(1, heard(5, 1)).at(24);
    expect([pump.told, pump.dueAt]).toEqual([[], atHour(25)]);
    expect(pump.at(25).told).toEqual(['raised P-1:data-gap:1:1:0 2026-01-02T01:00:00Z']);
    expect(pump.part?.open?.evidence).toMatchObject([
      { observed: 3, text: '3 events are missing, some for over 24 h (boot:seq): 1:2–4.' },
    ]);
    expect(pump.at(99).told).toHaveLength(1);
  });

  it('counts from the first record that proves an event missing', () => {
    expect(counter().at(9, heard(8, 9), heard(5, 3), heard(3, 7)).dueAt).toBe(atHour(27));
  });

  it('ends when none has been missing for so long, and then waits for the younger ones', () => {
    const pump = counter().at(1, heard(3, 1)).at(20, heard(5, 20)).at(26);
    expect(pump.told).toEqual(['raised P-1:data-gap:1:1:0 2026-01-02T01:00:00Z']);
    pump.at(30, heard(2, 30));
    expect(pump.told.at(-1)).toBe('ended P-1:data-gap:1:1:0 2026-01-02T06:00:00Z');
    expect([pump.dueAt, pump.at(50).told.at(-1)]).toEqual([
      atHour(44),
      'raised P-1:data-gap:1:3:0 2026-01-02T20:00:00Z',
    ]);
  });

  it('keeps one alert while a gap is filled piece by piece, and ends it with the last', () => {
    const pump = counter().at(1, heard(5, 1)).at(25).at(26, heard(3, 26)).at(27, heard(2, 27));
    expect(pump.told).toHaveLength(1);
    pump.at(28, heard(4, 28));
    expect([pump.told.at(-1), pump.part]).toEqual(['ended P-1:data-gap:1:1:0 2026-01-02T04:00:00Z', null]);
  });

  it('says nothing of a gap that is filled in time, or of none', () => {
    expect(counter().at(1, heard(3, 1)).at(9, heard(2, 9)).at(99).told).toEqual([]);
    expect(counter().at(99).part).toBeNull();
  });

  it('takes its id from the last event before, across restarts; null stands for none', () => {
    expect(
      counter()
        .at(1, heard(2, 1), heard(4, 1, 3))
        .at(25).told[0],
    ).toContain('data-gap:1:2:0');
    expect(
      new Counter().at(1, registration().at({ boot: 1, seq: 4, entry: 0, at: atHour(1) })).at(26).told[0],
    ).toContain('data-gap:0:0:0');
  });

  it('counts from the registration where that came later, and ends with the pump', () => {
    const pump = new Counter().at(1, heard(4, 1)).at(99);
    expect([pump.told, pump.dueAt, pump.part?.runs]).toEqual([[], null, [[1, 1, 1, 3, atHour(1)]]]);
    pump.at(100, registration().at({ boot: 1, seq: 4, entry: 1, at: atHour(100) }));
    expect(pump.dueAt).toBe(atHour(124) + 1000);
    pump.at(125).at(126, explantation().at({ boot: 1, seq: 4, entry: 2, at: atHour(126) }));
    expect(pump.told.map(t => t.split(' ')[0])).toEqual(['raised', 'ended']);
  });

  it('tells 256 runs apart, and the rest as one', () => {
    const every = Array.from({ length: 600 }, (_, i) => heard(3 + 2 * i, 1 + i / 600));
    const runs = counter().at(2, ...every).part?.runs ?? [];
    expect([runs.length, runs.at(-1)]).toEqual([256, [1, 512, 1, 1200, runs.at(-1)?.[4]]]);
  });
});
