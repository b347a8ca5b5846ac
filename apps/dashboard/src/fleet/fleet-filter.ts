import type { Facets, FleetRow } from './fleet-row.ts';

export type FacetName = keyof Facets;

/** Every value of each facet, the one that most needs somebody first. */
export const facetValues = {
  alerts: ['high', 'medium', 'low', 'none'],
  delivery: ['not-delivering', 'unknown', 'delivering'],
  refill: ['overdue', 'due', 'due-soon', 'ok', 'unknown'],
  catheter: ['confirmed', 'suspected', 'not-assessable', 'no-suspicion'],
} as const satisfies { readonly [Name in FacetName]: readonly Facets[Name][] };

/** What is asked for: words that all must be found, and per facet the values that will do (none: all). */
export interface Wanted {
  readonly search: string;
  readonly facets: Readonly<Record<FacetName, ReadonlySet<string>>>;
}

/** How many pumps have each value, among those that the search and the other facets let through. */
export type FacetCounts = Readonly<Record<FacetName, Readonly<Record<string, number>>>>;

/** What was found. */
export interface Found {
  readonly rows: FleetRow[];
  readonly counts: FacetCounts;
}

const facetNames = Object.keys(facetValues) as readonly FacetName[];

/** The only facet that speaks against a row, `null` if none does, `undefined` if several do. */
const obstacle = ({ facets }: FleetRow, wanted: Wanted['facets']): FacetName | null | undefined => {
  let found: FacetName | null = null;
  for (const name of facetNames) {
    if (wanted[name].size === 0 || wanted[name].has(facets[name])) continue;
    if (found !== null) return undefined;
    found = name;
  }
  return found;
};

const zeroes = (): Record<FacetName, Record<string, number>> => ({ alerts: {}, delivery: {}, refill: {}, catheter: {} });

const count = (counts: Record<FacetName, Record<string, number>>, { facets }: FleetRow, names: readonly FacetName[]): void => {
  for (const name of names) counts[name][facets[name]] = (counts[name][facets[name]] ?? 0) + 1;
};

/** Finds the rows that are asked for and counts each facet, in one pass. */
export const findRows = (rows: Iterable<FleetRow>, { search, facets }: Wanted): Found => {
  const words = search.toLowerCase().split(/\s+/).filter(word => word !== '');
  const counts = zeroes();
  const found: FleetRow[] = [];
  for (const row of rows) {
    if (!words.every(word => row.text.includes(word))) continue;
    const against = obstacle(row, facets);
    if (against === undefined) continue;
    if (against === null) found.push(row);
    count(counts, row, against === null ? facetNames : [against]);
  }
  return { rows: found, counts };
};
