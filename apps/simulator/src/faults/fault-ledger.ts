import { formatTime } from '@cisterna/contract';
import type { TellTruth } from '../truth/truth.ts';
import { faultKinds, type FaultKind } from './fault-kind.ts';

/** A fault that has begun. */
export interface Episode {
  readonly kind: FaultKind;
  readonly onsetAt: number;
  readonly halfAt: number;
  readonly size: number;
  /** Undoes what the fault does. */
  readonly repair: () => void;
  lostAt: number | null;
}

const timeText = (at: number): string => formatTime(Math.round(at));

/** The faults of one pump that are active now; each is told to the truth when it ends. */
export class FaultLedger {
  private active: Episode[] = [];

  constructor(
    private readonly pumpId: string,
    private readonly tell: TellTruth,
  ) {}

  begin(episode: Omit<Episode, 'lostAt'>): Episode {
    const begun = { ...episode, lostAt: null };
    this.active.push(begun);
    return begun;
  }

  /** Whether a fault that belongs to the same group is active. */
  isTaken(kind: FaultKind): boolean {
    const { group } = faultKinds[kind];
    return this.active.some(other => faultKinds[other.kind].group === group);
  }

  /** The active fault of the catheter or motor, if any. */
  activeOf(group: 'catheter' | 'motor'): Episode | undefined {
    return this.active.find(({ kind }) => faultKinds[kind].group === group);
  }

  /** Marks the moment when the therapy had lost half of its effect. */
  therapyLost(at: number): void {
    for (const episode of this.active) episode.lostAt ??= at;
  }

  end(episode: Episode, at: number | null): void {
    if (!this.active.includes(episode)) return;
    this.active = this.active.filter(other => other !== episode);
    const { kind: fault, onsetAt, halfAt, size, lostAt } = episode;
    this.tell({
      kind: 'fault',
      pumpId: this.pumpId,
      fault,
      onsetAt: timeText(onsetAt),
      halfAt: timeText(halfAt),
      endAt: at === null ? null : timeText(at),
      size: Math.round(size * 1000) / 1000,
      therapyLostAt: lostAt === null ? null : timeText(lostAt),
    });
  }

  /** Ends all that are active; `at` null when only the run is over and they stay. */
  endAll(at: number | null): void {
    for (const episode of [...this.active]) this.end(episode, at);
  }
}
