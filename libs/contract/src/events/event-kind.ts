import Compile from 'typebox/compile';
import type { TSchema } from 'typebox';
import { type EventData, type EventType, eventDataSchemas } from './pump-event.ts';

/** An event type that is no longer written but still stored: how to check it and how it reads as its successor. */
export interface RetiredType {
  readonly type: string;
  readonly data: TSchema;
  /** The successor, current or itself retired. */
  readonly successor: string;
  /** Turns sound `data` of this type into `data` of the successor; total and pure. */
  readonly upcast: (data: never) => unknown;
}

/** How to check and read the `data` of one stored type. */
export interface EventKind {
  /** The current type that it is read as. */
  readonly type: EventType;
  readonly schema: TSchema;
  readonly check: (data: unknown) => boolean;
  /** Sound `data` as `data` of the current type. */
  readonly read: (data: unknown) => EventData<EventType>;
}

/** The kinds by stored type name. */
export type EventKinds = ReadonlyMap<string, EventKind>;

/** Types that former versions stored; none so far. */
const retiredTypes: readonly RetiredType[] = [];

const checkOf = (schema: TSchema): ((data: unknown) => boolean) => {
  const validator = Compile(schema);
  return data => validator.Check(data);
};

const currentKind = ([type, schema]: [string, TSchema]): [string, EventKind] => [
  type,
  { type: type as EventType, schema, check: checkOf(schema), read: data => data as EventData<EventType> },
];

/** The table of all readable types; each retired type must come after its successor, else RangeError. */
export const eventKindsWith = (retired: readonly RetiredType[]): EventKinds => {
  const kinds = new Map(Object.entries(eventDataSchemas).map(currentKind));
  for (const { type, data, successor, upcast } of retired) {
    const next = kinds.get(successor);
    if (next === undefined) throw new RangeError(`The retired type ${type} names an unknown successor ${successor}.`);
    const read = (old: unknown): EventData<EventType> => next.read(upcast(old as never));
    kinds.set(type, { type: next.type, schema: data, check: checkOf(data), read });
  }
  return kinds;
};

/** Every type that this version reads. */
export const eventKinds: EventKinds = eventKindsWith(retiredTypes);
