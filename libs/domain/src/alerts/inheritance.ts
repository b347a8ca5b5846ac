import { lastChangeAt, type AlertRecord, type AlertStep } from './alert.ts';
import { isHigher } from './alert-kinds.ts';
import { suppressedWithShelf } from './shelf.ts';

const isNew = ({ change, record }: AlertStep): boolean => change === 'raised' && record.view.version === 1;

const sameCondition = (a: AlertRecord, b: AlertRecord): boolean =>
  a.view.kind === b.view.kind && a.facts.episode.alarm === b.facts.episode.alarm && a.facts.episode.reason === b.facts.episode.reason;

/** Each new alert with the one that it replaces: the first of its kind (and device alarm, and reason) that was withdrawn with it, each once. */
const heirsOf = (steps: readonly AlertStep[]): ReadonlyMap<string, AlertRecord> => {
  const gone = steps.filter(s => s.change === 'withdrawn').map(s => s.record);
  const heirs = new Map<string, AlertRecord>();
  if (gone.length === 0) return heirs;
  for (const { record } of steps.filter(isNew)) {
    const at = gone.findIndex(former => sameCondition(former, record));
    const former = at < 0 ? undefined : gone.splice(at, 1)[0];
    if (former !== undefined) heirs.set(record.view.id, former);
  }
  return heirs;
};

const inheriting = (step: AlertStep, former: AlertRecord): AlertStep => {
  const { view, facts } = step.record;
  const { acknowledged, shelved, id: replaces, priority } = former.view;
  const seen = isHigher(view.priority, priority) ? {} : { acknowledged, shelved };
  const heir = { ...view, ...seen, replaces };
  return { change: step.change, record: { facts, view: { ...heir, suppressedBy: suppressedWithShelf(heir, lastChangeAt(view)) } } };
};

/**
 * A late event that moves an opening makes one alert void and another true: who acknowledged or shelved the former has seen the
 * latter too, unless it is of a higher priority.
 */
export const inherit = (steps: readonly AlertStep[]): readonly AlertStep[] => {
  const heirs = heirsOf(steps);
  if (heirs.size === 0) return steps;
  return steps.map(step => {
    const former = heirs.get(step.record.view.id);
    return former === undefined ? step : inheriting(step, former);
  });
};
