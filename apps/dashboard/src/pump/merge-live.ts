import type { PumpSummary, PumpView } from '@cisterna/contract';

/** The view with what the live stream has told since; its evidence, gaps and last reconciliation stay until the view is read again. */
export const mergeLive = (view: PumpView, live: PumpSummary | undefined): PumpView => {
  if (live === undefined || live.version < view.version) return view;
  return {
    ...view,
    ...live,
    reservoir: { ...view.reservoir, ...live.reservoir },
    catheter: { ...view.catheter, ...live.catheter },
    completeness: { ...view.completeness, ...live.completeness },
  };
};
