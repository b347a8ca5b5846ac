import { evolveCatheter, initialCatheter, type Catheter } from '../catheter.ts';
import { examined, reported } from './catheter-history.ts';
import { halfSizeAt, generatePressure, type GeneratorOptions } from './pressure-generator.ts';

const HOUR = 3_600_000;
const context = { sensor: true, mriWindows: [] };

/** What the detector made of one generated patient. */
export interface Trial {
  /** States right after each suspicion began while nothing was wrong; each is examined a day later and found patent. */
  readonly falselySuspected: readonly Catheter[];
  /** The state right after the fault was found; null where it was missed or there was none. */
  readonly found: Catheter | null;
  /** When the fault reaches half its size. */
  readonly halfAt: number;
}

/** What happened so far, and when the catheter is examined next. */
class Watch {
  readonly falselySuspected: Catheter[] = [];
  found: Catheter | null = null;
  private examineAt = Infinity;

  /** Whether it is time to find a sound catheter patent. */
  isDue(at: number): boolean {
    return at >= this.examineAt;
  }

  note(former: Catheter, next: Catheter, at: number, faulty: boolean): void {
    if (this.isDue(at) || faulty) this.examineAt = Infinity;
    if (next.detectedAt === null) return;
    if (faulty) this.found ??= next;
    else if (former.detectedAt === null) this.noteFalse(next, at);
  }

  private noteFalse(state: Catheter, at: number): void {
    this.falselySuspected.push(state);
    this.examineAt = Math.min(this.examineAt, at + 24 * HOUR);
  }
}

/** Folds a generated patient. `watch` sees the state after every report, and whether the fault is there. */
export const tryDetector = (
  options: GeneratorOptions,
  watch: (state: Catheter, at: number, faulty: boolean) => void = () => undefined,
): Trial => {
  const { fault, seed } = options;
  const faultAt = fault?.at ?? Infinity;
  const story = new Watch();
  let state = initialCatheter;
  for (const reading of generatePressure(options)) {
    const { at } = reading;
    const faulty = at > faultAt;
    const known = story.isDue(at) && !faulty ? evolveCatheter(state, examined(at, 'patent'), context) : state;
    state = evolveCatheter(known, reported(reading), context);
    story.note(known, state, at, faulty);
    watch(state, at, faulty);
  }
  const { falselySuspected, found } = story;
  return { falselySuspected, found, halfAt: fault === undefined ? Infinity : halfSizeAt(seed, fault) };
};
