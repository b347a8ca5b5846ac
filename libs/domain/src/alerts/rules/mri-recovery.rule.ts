import { compareOrder, formatTime } from '@cisterna/contract';
import { judgeWindow, showsRecovery, type AwaitedRecovery } from '../../mechanism/mri-recovery.ts';
import { episodeId, evidenceOf, type AlertTransition, type Episode, type Evidence } from '../episode.ts';
import { nothing, raise, transition, type Rule, type Ruling } from './ruling.ts';

/** After this long without proof of delivery the priority is high. */
export const recoveryUrgentMs = 2 * 3_600_000;

const evidence = ({ event }: Ruling, { endsAt, doubt }: AwaitedRecovery): Evidence =>
  doubt === 'stall'
    ? evidenceOf('motor-stall', endsAt, `The pump's motor-stall alarm was open when the MRI window ended at ${formatTime(endsAt)}.`)
    : evidenceOf('no-delivery', event.at, `The first report after the MRI window, which ended at ${formatTime(endsAt)}, shows no delivery.`);

const isUrgent = ({ event }: Ruling, { endsAt }: AwaitedRecovery): boolean => event.at >= endsAt + recoveryUrgentMs;

const raised = (ruling: Ruling, window: AwaitedRecovery): AlertTransition => {
  const opened = raise(ruling, {
    kind: 'no-recovery-after-mri',
    evidence: [evidence(ruling, window)],
    idFrom: window.order,
    priority: isUrgent(ruling, window) ? 'high' : 'medium',
  });
  return { ...opened, episode: { ...opened.episode, onsetAt: window.endsAt } };
};

const openOf = ({ after }: Ruling, { order }: AwaitedRecovery): Episode | undefined => {
  const id = episodeId(after.pumpId, 'no-recovery-after-mri', order);
  return after.alerts.open.find(e => e.id === id);
};

/** The episode of one window at this event: opened, become urgent, or left as it is. */
const stepOf = (ruling: Ruling, window: AwaitedRecovery, open: Episode | undefined): AlertTransition | null => {
  if (open === undefined) return window.doubt === null ? null : raised(ruling, window);
  if (open.priority === 'high' || !isUrgent(ruling, window)) return null;
  return transition(ruling.event, 'updated', { ...open, priority: 'high' });
};

const ofWindow = (ruling: Ruling, former: AwaitedRecovery): readonly AlertTransition[] => {
  const { before, after, event } = ruling;
  const window = judgeWindow(former, event, { before: before.mechanism, after: after.mechanism });
  const open = openOf(ruling, window);
  const step = showsRecovery(window, event) && open !== undefined ? null : stepOf(ruling, window, open);
  const episode = step?.episode ?? open;
  const steps = step === null ? nothing : [step];
  return showsRecovery(window, event) && episode !== undefined ? [...steps, transition(event, 'ended', episode)] : steps;
};

/**
 * `no-recovery-after-mri`: one episode for each MRI window, from the first sign that the pump does not deliver after its end to the first
 * report that shows delivery. Its id comes from the annotation; its onset is the window's end.
 */
export const mriRecoveryRule: Rule = ruling => {
  const [was, is] = [ruling.before.mriRecovery.awaited, ruling.after.mriRecovery.awaited];
  if (was.length === 0 && is.length === 0) return nothing;
  const added = is.filter(({ order, doubt }) => doubt !== null && compareOrder(order, ruling.event) === 0);
  return [...was.flatMap(window => ofWindow(ruling, window)), ...added.map(window => raised(ruling, window))];
};
