import type { PumpEvent } from '@cisterna/contract';
import { defaultAlertRules, type AlertRules } from '@cisterna/domain';
import type { PumpEntry } from '../pumps/pump-entry.ts';

/** By which rules each clinic decides. */
export interface RuleBook {
  /** No clinic has set anything. */
  readonly isEmpty: boolean;
  /** Those of a clinic (null: of none); the same object as long as they do not change. */
  readonly rulesOf: (clinicId: string | null) => AlertRules;
}

/** Every clinic decides by the default. */
export const plainRules: RuleBook = { isEmpty: true, rulesOf: () => defaultAlertRules };

/** The clinic that a pump belongs to once these events are folded; a registration that comes late is looked at with the next. */
const clinicAfter = ({ state }: PumpEntry, events: readonly PumpEvent[]): string | null => {
  const registration = state.registration ?? events.find(event => event.type === 'pump.registered.v1')?.data;
  return registration?.clinicId ?? null;
};

/** The entry as its clinic's rules of now decide on it: the same one where they are those it has. */
export const ruled = (entry: PumpEntry, events: readonly PumpEvent[], book: RuleBook): PumpEntry => {
  const rules = book.isEmpty ? defaultAlertRules : book.rulesOf(clinicAfter(entry, events));
  return rules === entry.rules ? entry : { ...entry, rules };
};
