import type { PumpEvent } from '@cisterna/contract';
import { formatTime } from '@cisterna/contract';
import { foldHistory } from '../../history/fold-history.ts';
import { initialPump, type PumpState } from '../../pump/pump-state.ts';
import { alarm, atHour, cleared, mri, registration, report, voiding } from '../../testing/facts.ts';
import { record, written, type Line } from '../../testing/written.ts';
import type { AlertTransition, Episode } from '../episode.ts';
import { decideMriRecovery } from './mri-recovery.ts';
import { clockAlone } from './occasion.ts';

const nothing = report(0);
const delivered = report(400_000);
/** A window from hour 2 to hour 4, recorded at hour 2. */
const start = [registration(), delivered, record(mri(2, 4))];

interface Told {
  readonly by: 'fold' | 'clock';
  readonly what: string;
}

const textOf = ({ change, episode, receivedAt }: AlertTransition): string =>
  `${change} ${episode.priority} ${episode.evidence[0]?.kind ?? ''} ${formatTime(receivedAt).slice(11, 16)}`;

/** One pump's recovery by fold and clock together; the log is read up to the hour given, each time with the history so far. */
class Watcher {
  part: readonly Episode[] = [];
  dueAt: number | null = null;
  readonly told: Told[] = [];
  #events: readonly PumpEvent[] = [];
  #state: PumpState = initialPump('P-1');

  at(hours: number, ...lines: readonly Line[]): this {
    const events = lines.length === 0 ? this.#events : written(...lines);
    const refolded = this.#events.some((e, i) => events[i]?.type !== e.type);
    const fresh = events.slice(refolded ? 0 : this.#events.length);
    const base = refolded ? null : this.#state;
    const { state, transitions } = foldHistory(base, 'P-1', fresh);
    const decided = transitions.filter(t => t.episode.kind === 'no-recovery-after-mri');
    const occasion = { ...clockAlone(this.#state, atHour(hours)), fresh, decided, refolded };
    const decision = decideMriRecovery(state, this.part, occasion);
    const tell = (by: Told['by'], all: readonly AlertTransition[]) =>
      this.told.push(...all.map(t => ({ by, what: textOf(t) })));
    tell('fold', decided);
    tell('clock', decision.transitions);
    ({ part: this.part, dueAt: this.dueAt } = decision);
    [this.#events, this.#state] = [events, state];
    return this;
  }

  get texts(): readonly string[] {
    return this.told.map(({ by, what }) => `${by}: ${what}`);
  }
}

const stalled = [...start, alarm('motor-stall')];
const watcher = (hours: number, ...lines: readonly Line[]): Watcher => new Watcher().at(hours, ...lines);

describe('the end of an MRI window by the clock', () => {
  it('raises where the motor still stands by all that is known, then high, each once', () => {
    const watch = watcher(3.5, ...stalled);
    expect([watch.told, watch.dueAt]).toEqual([[], atHour(4)]);
    expect(watch.at(4).texts).toEqual(['clock: raised medium motor-stall 04:00']);
    expect([watch.dueAt, watch.part[0]?.onsetAt]).toEqual([atHour(6), atHour(4)]);
    watch.at(5).at(6).at(9);
    expect(watch.texts).toEqual(['clock: raised medium motor-stall 04:00', 'clock: updated high motor-stall 06:00']);
    expect(watch.dueAt).toBeNull();
  });

  it('raises two report intervals later for want of a report, whatever else comes', () => {
    const watch = watcher(4, ...start, delivered);
    expect(watch.dueAt).toBe(atHour(6) + 1);
    expect(watch.at(6).told).toEqual([]);
    watch.at(6.01);
    expect(watch.texts).toEqual(['clock: raised medium no-report 06:00', 'clock: updated high no-report 06:00']);
  });

  it('raises nothing once a report has come, delivered or not asked for', () => {
    const silent = [...start, delivered, delivered, report(0, { programmedNl: 0 })];
    expect(watcher(9, ...silent).told).toEqual([]);
    expect(watcher(9, ...start, delivered, delivered, delivered).part).toEqual([]);
  });

  it('waits for what has been read: a lag raises nothing', () => {
    const state = foldHistory(null, 'P-1', written(...stalled)).state;
    const lagging = { ...clockAlone(state, atHour(99)), readThrough: -Infinity };
    expect(decideMriRecovery(state, [], lagging)).toEqual({ part: [], transitions: [], dueAt: atHour(4) });
  });
});

describe('what the clock raised', () => {
  it('is taken over by the fold under the same id, and stays high', () => {
    const watch = watcher(7, ...stalled).at(8, ...stalled, nothing, nothing);
    expect(watch.texts.slice(2)).toEqual([
      'fold: raised medium motor-stall 04:00',
      'clock: updated high motor-stall 06:00',
    ]);
    const ids = new Set(watch.part.map(e => e.id));
    expect([...ids]).toEqual(['P-1:no-recovery-after-mri:1:2:1']);
    watch.at(9, ...stalled, nothing, nothing, nothing);
    expect([watch.texts.at(-1), watch.part]).toEqual(['fold: updated high motor-stall 06:00', []]);
  });

  it('ends with the report that shows delivery', () => {
    const watch = watcher(7, ...start, delivered).at(8, ...start, delivered, delivered, delivered);
    expect([watch.texts.at(-1), watch.part]).toEqual(['clock: ended high no-report 05:00', []]);
  });

  it('is the fold’s to end where the fold knows of it', () => {
    const watch = watcher(5, ...stalled).at(6, ...stalled, cleared('motor-stall'), nothing, delivered, delivered);
    expect(watch.texts).toEqual(
      [
        'clock: raised medium motor-stall 04:00',
        'fold: raised medium no-delivery 05:00',
        'fold: ended medium no-delivery 06:00',
      ].map((text, i) => (i === 0 ? text : (watch.texts[i] ?? text))),
    );
    expect(watch.part).toEqual([]);
  });

  it('is withdrawn where the stall turns out to have ended in time', () => {
    const watch = watcher(4, registration(), record(mri(2, 4)), alarm('motor-stall'));
    expect(watch.texts).toEqual(['clock: raised medium motor-stall 04:00']);
    watch.at(4.5, registration(), record(mri(2, 4)), alarm('motor-stall'), cleared('motor-stall'));
    expect([watch.texts.at(-1)?.split(' ').slice(0, 2), watch.part]).toEqual([['clock:', 'withdrawn'], []]);
  });

  it('is withdrawn with its window, and with the registration', () => {
    const watch = watcher(7, ...start, delivered);
    watch.at(8, ...start, record(voiding({ boot: 1, seq: 2, entry: 1 })), delivered);
    expect([watch.texts.at(-1)?.split(' ')[1], watch.part]).toEqual(['withdrawn', []]);
  });

  it('is told again after a fold from further back, which knows nothing of it', () => {
    const later = [registration(), delivered, record(mri(2, 4)), alarm('motor-stall'), nothing, nothing];
    const watch = watcher(7, ...later);
    expect(watch.texts.at(-1)).toBe('clock: updated high motor-stall 06:00');
    watch.at(7, registration(), alarm('low-reservoir'), record(mri(2, 4)), alarm('motor-stall'), nothing, nothing);
    expect(watch.texts.slice(-2)).toEqual([
      'fold: raised medium motor-stall 04:00',
      'clock: updated high motor-stall 06:00',
    ]);
  });
});
