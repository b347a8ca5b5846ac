import type { AlertPriority } from '@cisterna/contract';
import { useState, type ReactNode } from 'react';
import { Mark } from '../parts/mark.tsx';
import { priorityWords } from '../parts/state-words.ts';
import { handlings, kinds, parseChoice, priorities, toggled, type AlertChoice, type Handling } from './alert-choice.ts';
import { AlertPick, ClinicPick, manyOf, picked } from './alert-pick.tsx';
import { kindWords } from './alert-words.ts';

interface FilterProps {
  readonly choice: AlertChoice;
  readonly counts: Readonly<Record<AlertPriority | Handling, number>>;
  readonly clinics: readonly string[];
  readonly onChoice: (choice: AlertChoice) => void;
}

const handlingWords: Readonly<Record<Handling, string>> = { waiting: 'Not acknowledged', acknowledged: 'Acknowledged', shelved: 'Shelved' };

const Chip = ({ on, count, onPress, children }: { readonly on: boolean; readonly count: number; readonly onPress: () => void; readonly children: ReactNode }): ReactNode => (
  <button type="button" className="alert-chip" aria-pressed={on} onClick={onPress}>
    {children} <b>{count}</b>
  </button>
);

const Picks = ({ choice, clinics, onChoice }: FilterProps): ReactNode => (
  <div className="alert-picks">
    <AlertPick label="State" value={choice.state} options={[['open', 'Open'], ['all', 'All that ever were']]} onPick={state => { onChoice({ ...choice, state: state === 'all' ? 'all' : 'open' }); }} />
    <ClinicPick chosen={choice.clinics} clinics={clinics} onClinics={picks => { onChoice({ ...choice, clinics: picks }); }} />
    <AlertPick label="Kind" value={picked(choice.kinds)} options={[['', 'All kinds'], ...manyOf(choice.kinds), ...kinds.map(kind => [kind, kindWords[kind]] as const)]} onPick={picks => { onChoice({ ...choice, kinds: kinds.filter(kind => picks.split(',').includes(kind)) }); }} />
    <div className="alert-pick">
      <label htmlFor="alert-pump">Pump</label>
      <input id="alert-pump" type="search" value={choice.pump} placeholder="Any pump" onChange={({ target }) => { onChoice({ ...choice, pump: target.value }); }} />
    </div>
    <button type="button" onClick={() => { onChoice(parseChoice('')); }}>Clear filters</button>
  </div>
);

/** On a narrow page the choices fold away: the list comes first. */
const FoldedPicks = (props: FilterProps): ReactNode => {
  const [open, setOpen] = useState(() => !matchMedia('(max-width: 47.99rem)').matches);
  const { clinics, kinds: wanted, pump, state } = props.choice;
  const on = [clinics.length > 0, wanted.length > 0, pump !== '', state === 'all'].filter(Boolean).length;
  return (
    <details className="alert-more" open={open} onToggle={({ currentTarget }) => { setOpen(currentTarget.open); }}>
      <summary>More filters{on === 0 ? '' : ` (${on} on)`}</summary>
      <Picks {...props} />
    </details>
  );
};

/** Which alerts are shown: counts that filter, and choices. */
export const AlertFilters = (props: FilterProps): ReactNode => {
  const { choice, counts, onChoice } = props;
  return (
    <div className="alert-filters" role="search" aria-label="Alerts">
      <div role="group" aria-label="Priority" className="alert-chips">
        {priorities.map(priority => (
          <Chip key={priority} on={choice.priorities.includes(priority)} count={counts[priority]} onPress={() => { onChoice({ ...choice, priorities: toggled(choice.priorities, priority) }); }}>
            <Mark urgency={counts[priority] === 0 ? 'none' : priorityWords[priority].urgency}>{priorityWords[priority].word}</Mark>
          </Chip>
        ))}
      </div>
      <div role="group" aria-label="Handling" className="alert-chips">
        {handlings.map(handling => (
          <Chip key={handling} on={choice.handling.includes(handling)} count={counts[handling]} onPress={() => { onChoice({ ...choice, handling: toggled(choice.handling, handling) }); }}>
            {handlingWords[handling]}
          </Chip>
        ))}
      </div>
      <FoldedPicks {...props} />
    </div>
  );
};
