import type { PumpState } from './pump-state.ts';

/** The text under which a state is kept. */
export const serialisePump = (state: PumpState): string => JSON.stringify(state);

/** The state of a kept text; folds on exactly as the one that was kept. The text is trusted. */
export const parsePump = (text: string): PumpState => JSON.parse(text) as PumpState;
