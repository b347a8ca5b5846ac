import type { EpochMs } from '@cisterna/contract';
import { suppressionEnd } from '../../mechanism/mri-window.ts';
import type { PumpState } from '../../pump/pump-state.ts';
import { evidenceOf } from '../episode.ts';
import { nothing, openOf, raise, transition, type Rule, type Ruling } from './ruling.ts';

const begins = ({ before, after }: Ruling): boolean => isStalled(after) && !isStalled(before);

const isStalled = (state: PumpState): boolean => state.mechanism.openAlarms.includes('motor-stall');

const showsDelivery = (event: Ruling['event']): boolean => event.type === 'delivery.reported.v1' && event.data.deliveredNl > 0;

const suppressedUntil = ({ after, rules }: Ruling, at: EpochMs): EpochMs | null =>
  suppressionEnd(after.mriWindows, at, rules.thresholds.mriSuppressionSeconds * 1000);

const raised = (ruling: Ruling) =>
  raise(ruling, {
    kind: 'motor-stall',
    evidence: [evidenceOf('device-alarm', ruling.event.at, 'The pump raised its own motor-stall alarm.')],
    suppressedUntil: suppressedUntil(ruling, ruling.event.at),
    alarm: 'motor-stall',
  });

/**
 * `motor-stall`: from the device's alarm to the first report that shows delivery after the device cleared it; cleared and
 * raised again without delivery between is one episode. Inside an MRI window it is recorded but suppressed, also where the window is recorded later.
 */
export const stallRule: Rule = ruling => {
  const { after, event } = ruling;
  const open = openOf(after, 'motor-stall');
  if (open === undefined) return begins(ruling) ? [raised(ruling)] : nothing;
  if (showsDelivery(event)) return isStalled(after) ? nothing : [transition(event, 'ended', open)];
  if (ruling.before.mriWindows === after.mriWindows) return nothing;
  const until = suppressedUntil(ruling, open.onsetAt);
  return until === open.suppressedUntil ? nothing : [transition(event, 'updated', { ...open, suppressedUntil: until })];
};
