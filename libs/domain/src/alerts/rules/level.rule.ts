import { estimateMedianNl } from '../../forecast/estimate.ts';
import { computedLevelNl } from '../../reservoir/fill.ts';
import { levelInputs, type PumpState } from '../../pump/pump-state.ts';
import type { AlertKind } from '../alert-kinds.ts';
import { evidenceOf, type AlertTransition, type Evidence } from '../episode.ts';
import { millilitres } from '../wording.ts';
import { nothing, openOf, raise, transition, type Rule, type Ruling } from './ruling.ts';

type LevelKind = Extract<AlertKind, 'low-reservoir' | 'empty-reservoir'>;

const alarmEvidence = ({ before, after, event }: Ruling, alarm: LevelKind): Evidence | null =>
  after.mechanism.openAlarms.includes(alarm) && !before.mechanism.openAlarms.includes(alarm)
    ? evidenceOf('device-alarm', event.at, `The pump raised its own ${alarm} alarm.`)
    : null;

const lowEvidence = ({ after, event }: Ruling, levelNl: number): Evidence | null => {
  const mark = after.registration?.lowReservoirNl ?? 0;
  return levelNl <= mark ? evidenceOf('estimate', event.at, `Estimated level ${millilitres(levelNl)}, low mark ${millilitres(mark)}.`) : null;
};

const emptyEvidence = ({ after, event }: Ruling, levelNl: number): Evidence | null => {
  const fill = after.reservoir.fill;
  if (fill !== null && computedLevelNl(fill) === 0) return evidenceOf('account', event.at, 'By the account of the pump nothing is left.');
  return levelNl <= 0 ? evidenceOf('estimate', event.at, 'The estimated level is 0.') : null;
};

const judge = (ruling: Ruling, kind: LevelKind, reasons: readonly (Evidence | null)[]): AlertTransition | null => {
  const open = openOf(ruling.after, kind);
  const fresh = reasons.filter((e): e is Evidence => e !== null && !(open?.evidence.some(known => known.kind === e.kind) ?? false));
  if (fresh.length === 0) return null;
  if (open === undefined) return raise(ruling, { kind, evidence: fresh, idFrom: ruling.after.reservoir.fill?.order ?? null });
  return transition(ruling.event, 'updated', { ...open, evidence: [...open.evidence, ...fresh] });
};

/** Nearly every report: the level is above the mark and no alarm has changed. */
const isPlain = ({ before, after }: Ruling, levelNl: number): boolean =>
  before.mechanism.openAlarms === after.mechanism.openAlarms &&
  levelNl > (after.registration?.lowReservoirNl ?? 0) &&
  levelNl > 0 &&
  (after.reservoir.fill === null || computedLevelNl(after.reservoir.fill) > 0);

const changesLevel = (before: PumpState, after: PumpState): boolean =>
  before.reservoir !== after.reservoir || before.registration !== after.registration || before.mechanism.openAlarms !== after.mechanism.openAlarms;

/** `low-reservoir` and `empty-reservoir`: one of each per fill, by estimate, account or the device's own alarm; a second reason adds evidence. */
export const levelRule: Rule = ruling => {
  const { before, after } = ruling;
  if (!changesLevel(before, after)) return nothing;
  const inputs = levelInputs(after);
  const levelNl = inputs === null ? Infinity : estimateMedianNl(inputs);
  if (isPlain(ruling, levelNl)) return nothing;
  const low = judge(ruling, 'low-reservoir', [lowEvidence(ruling, levelNl), alarmEvidence(ruling, 'low-reservoir')]);
  const empty = judge(ruling, 'empty-reservoir', [emptyEvidence(ruling, levelNl), alarmEvidence(ruling, 'empty-reservoir')]);
  return low === null && empty === null ? nothing : [low, empty].filter(t => t !== null);
};

/** A refill ends both, though the device's own alarm may still be open. */
export const refillRule: Rule = ({ after, event }) => {
  if (event.type !== 'reservoir.refilled.v1') return nothing;
  return after.alerts.open.filter(e => e.kind === 'low-reservoir' || e.kind === 'empty-reservoir').map(e => transition(event, 'ended', e));
};
