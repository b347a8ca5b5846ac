import type { AlertKind, AlertPriority, AlertView } from '@cisterna/contract';
import { kindWords } from './alert-words.ts';

/** How far people have dealt with an alert. */
export type Handling = 'waiting' | 'acknowledged' | 'shelved';

/** Which alerts are wanted; an empty list lets everything through. */
export interface AlertChoice {
  readonly state: 'open' | 'all';
  readonly clinics: readonly string[];
  readonly kinds: readonly AlertKind[];
  readonly priorities: readonly AlertPriority[];
  readonly handling: readonly Handling[];
  readonly pump: string;
}

export const priorities: readonly AlertPriority[] = ['high', 'medium', 'low'];
export const handlings: readonly Handling[] = ['waiting', 'acknowledged', 'shelved'];
export const kinds = Object.keys(kindWords) as readonly AlertKind[];

/** A shelf hides an alert from notice, whoever has acknowledged it. */
export const handlingOf = ({ shelved, acknowledged }: Pick<AlertView, 'shelved' | 'acknowledged'>): Handling =>
  shelved !== null ? 'shelved' : acknowledged !== null ? 'acknowledged' : 'waiting';

const known = <Word extends string>(text: string | null, words: readonly Word[]): readonly Word[] => {
  const asked = new Set(text?.split(',') ?? []);
  return words.filter(word => asked.has(word));
};

/** Reads the query of the address; words it does not know are left out. */
export const parseChoice = (query: string): AlertChoice => {
  const asked = new URLSearchParams(query);
  return {
    state: asked.get('state') === 'all' ? 'all' : 'open',
    clinics: asked.get('clinic')?.split(',').filter(clinic => clinic !== '') ?? [],
    kinds: known(asked.get('kind'), kinds),
    priorities: known(asked.get('priority'), priorities),
    handling: known(asked.get('handling'), handlings),
    pump: asked.get('pump') ?? '',
  };
};

/** Writes the query of the address; nothing that goes without saying. */
export const formatChoice = ({ state, clinics, kinds: wanted, priorities: levels, handling, pump }: AlertChoice): string => {
  const query = new URLSearchParams();
  if (state === 'all') query.set('state', state);
  const lists = { clinic: clinics, kind: wanted, priority: levels, handling };
  for (const [name, list] of Object.entries(lists)) if (list.length > 0) query.set(name, list.join(','));
  if (pump !== '') query.set('pump', pump);
  return query.toString();
};

const admits = <Value>(list: readonly Value[], value: Value): boolean => list.length === 0 || list.includes(value);

/** Whether an alert is wanted, its state aside. */
export const isWanted = (choice: AlertChoice, alert: AlertView): boolean =>
  admits(choice.clinics, alert.clinicId) &&
  admits(choice.kinds, alert.kind) &&
  admits(choice.priorities, alert.priority) &&
  admits(choice.handling, handlingOf(alert)) &&
  alert.pumpId.toLowerCase().includes(choice.pump.trim().toLowerCase());

/** How many of the alerts stand at each priority and handling; each count leaves its own filter aside. */
export const countsOf = (choice: AlertChoice, alerts: readonly AlertView[]): Readonly<Record<AlertPriority | Handling, number>> => {
  const counts = { high: 0, medium: 0, low: 0, waiting: 0, acknowledged: 0, shelved: 0 };
  const anyPriority = { ...choice, priorities: [] };
  const anyHandling = { ...choice, handling: [] };
  for (const alert of alerts) {
    if (isWanted(anyPriority, alert)) counts[alert.priority] += 1;
    if (isWanted(anyHandling, alert)) counts[handlingOf(alert)] += 1;
  }
  return counts;
};

/** The list with the value taken out or put in. */
export const toggled = <Value>(list: readonly Value[], value: Value): readonly Value[] =>
  list.includes(value) ? list.filter(item => item !== value) : [...list, value];

/** The clinics of pumps and of alerts, by name. */
export const clinicsOf = (ofPumps: readonly (string | null)[], alerts: readonly AlertView[]): readonly string[] =>
  [...new Set([...ofPumps, ...alerts.map(({ clinicId }) => clinicId)])].filter(clinic => clinic !== null).sort();
