import { facetValues, type FacetName, type Wanted } from './fleet-filter.ts';
import { defaultOrder, sortColumns, type Order, type SortColumn } from './fleet-order.ts';

/** What somebody chose to see; all of it stands in the address. */
export interface FleetChoice {
  readonly wanted: Wanted;
  readonly order: Order;
}

const isColumn = (name: string): name is SortColumn => (sortColumns as readonly string[]).includes(name);

const parseOrder = (text: string | null): Order => {
  const column = text?.replace(/^-/, '') ?? '';
  return isColumn(column) ? { column, descending: text?.startsWith('-') === true } : defaultOrder;
};

const facetNames = Object.keys(facetValues) as readonly FacetName[];

/** Reads the query of the address; what it doesn't know it leaves out. */
export const parseChoice = (query: string): FleetChoice => {
  const parameters = new URLSearchParams(query);
  const facet = (name: FacetName): ReadonlySet<string> => {
    const known: readonly string[] = facetValues[name];
    return new Set((parameters.get(name) ?? '').split(',').filter(value => known.includes(value)));
  };
  const facets = Object.fromEntries(facetNames.map(name => [name, facet(name)])) as Wanted['facets'];
  return { wanted: { search: parameters.get('q') ?? '', facets }, order: parseOrder(parameters.get('sort')) };
};

/** Writes the query of the address; what is as usual is left out. */
export const formatChoice = ({ wanted, order }: FleetChoice): string => {
  const parameters = new URLSearchParams();
  if (wanted.search.trim() !== '') parameters.set('q', wanted.search.trim());
  for (const name of facetNames) if (wanted.facets[name].size > 0) parameters.set(name, [...wanted.facets[name]].join(','));
  const usual = order.column === defaultOrder.column && order.descending === defaultOrder.descending;
  if (!usual) parameters.set('sort', `${order.descending ? '-' : ''}${order.column}`);
  return parameters.toString().replaceAll('%2C', ',');
};

/** The choice with one value of a facet switched on or off. */
export const toggled = (choice: FleetChoice, name: FacetName, value: string): FleetChoice => {
  const values = new Set(choice.wanted.facets[name]);
  if (!values.delete(value)) values.add(value);
  return { ...choice, wanted: { ...choice.wanted, facets: { ...choice.wanted.facets, [name]: values } } };
};

/** How many values are switched on. */
export const filtersOn = ({ wanted }: FleetChoice): number => facetNames.reduce((sum, name) => sum + wanted.facets[name].size, 0);
