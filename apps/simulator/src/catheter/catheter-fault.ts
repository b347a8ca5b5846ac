/** How a damaged catheter differs from a sound one at a moment; shares from 0 (sound) to 1. */
export interface CatheterState {
  /** Resistance to flow, as a multiple of the sound catheter's. */
  resistance: number;
  /** Share of the flow that leaves before the tip. */
  leak: number;
  /** Share of the tip's openings that lie outside the fluid space. */
  displaced: number;
}

/** A catheter without a fault. */
export const soundCatheter: Readonly<CatheterState> = { resistance: 1, leak: 0, displaced: 0 };

/** What a fault does to a catheter; `share` is how far it has developed, 0 to 1. */
export interface CatheterFault {
  readonly kind: 'narrowing' | 'leak' | 'displacement';
  /** Full size from 0 to 1: of the lumen closed, the flow lost, the tip outside. */
  readonly size: number;
  /** Above this pressure, in pascals, an occlusion gives way for some hours; none when null. */
  readonly burstPa: number | null;
  share(at: number): number;
}

/** Resistance goes with the inverse square of the lumen that is left (Poiseuille); at 100 000 times the sound one nothing passes. */
const narrowed = (closed: number): number => 1 / Math.max(1e-5, (1 - closed) ** 2);

/** The state that several faults add up to at a moment. */
export const stateOf = (faults: readonly CatheterFault[], at: number): CatheterState => {
  const state = { ...soundCatheter };
  for (const fault of faults) {
    const size = fault.size * fault.share(at);
    if (fault.kind === 'narrowing') state.resistance *= narrowed(size);
    else if (fault.kind === 'leak') state.leak = 1 - (1 - state.leak) * (1 - size);
    else state.displaced = 1 - (1 - state.displaced) * (1 - size);
  }
  return state;
};

/** A fault that is there at once. */
export const sudden = (): number => 1;

/** A fault that develops along an S-curve; half of it is there half way. */
export const gradual =
  (onsetAt: number, lengthMs: number): CatheterFault['share'] =>
  at => {
    const progress = Math.min(1, Math.max(0, (at - onsetAt) / lengthMs));
    return progress * progress * (3 - 2 * progress);
  };
