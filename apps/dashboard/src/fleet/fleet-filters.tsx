import type { ReactNode } from 'react';
import { Mark } from '../parts/mark.tsx';
import { catheterWords, deliveryWords, priorityWords, refillWords, type StateWord } from '../parts/state-words.ts';
import { facetValues, type FacetCounts, type FacetName } from './fleet-filter.ts';
import { filtersOn, toggled, type FleetChoice } from './fleet-choice.ts';

interface FiltersProps {
  readonly choice: FleetChoice;
  readonly counts: FacetCounts;
  readonly onChoice: (choice: FleetChoice) => void;
}

const groups: readonly { readonly name: FacetName; readonly label: string; readonly words: Readonly<Record<string, StateWord>> }[] = [
  { name: 'alerts', label: 'Open alerts', words: priorityWords },
  { name: 'delivery', label: 'Delivery', words: deliveryWords },
  { name: 'refill', label: 'Refill', words: refillWords },
  { name: 'catheter', label: 'Catheter', words: catheterWords },
];

interface ChipProps {
  readonly state: StateWord;
  readonly count: number;
  readonly on: boolean;
  readonly onPress: () => void;
}

/** A count that filters. Nothing counted needs nobody: it stays grey. */
const Chip = ({ state: { word, urgency }, count, on, onPress }: ChipProps): ReactNode => (
  <button type="button" className="chip" aria-pressed={on} onClick={onPress}>
    {urgency === 'none' ? <span className="plain">{word}</span> : <Mark urgency={count === 0 ? 'none' : urgency}>{word}</Mark>}{' '}
    <b>{count}</b>
  </button>
);

const Group = ({ group, choice, counts, onChoice }: FiltersProps & { readonly group: (typeof groups)[number] }): ReactNode => {
  const { name, label, words } = group;
  return (
    <div role="group" aria-label={label} className="facet">
      <span className="facet-label" aria-hidden="true">
        {label}
      </span>
      {facetValues[name].map(value => {
        const state = words[value];
        return (
          state && (
            <Chip
              key={value}
              state={state}
              count={counts[name][value] ?? 0}
              on={choice.wanted.facets[name].has(value)}
              onPress={() => {
                onChoice(toggled(choice, name, value));
              }}
            />
          )
        );
      })}
    </div>
  );
};

/** The counts of the fleet by alerts, delivery, refill and catheter; each is a filter that can be switched on. */
export const FleetFilters = ({ narrow, ...props }: FiltersProps & { readonly narrow: boolean }): ReactNode => {
  const facets = groups.map(group => <Group key={group.name} group={group} {...props} />);
  if (!narrow) return <div className="facets">{facets}</div>;
  const on = filtersOn(props.choice);
  return (
    <details className="facets">
      <summary>Counts and filters{on === 0 ? '' : ` (${on} on)`}</summary>
      {facets}
    </details>
  );
};
