/** The moment that the page shows; nulls: now, with all that is known. Times are epoch milliseconds. */
export interface Moment {
  readonly asOf: number | null;
  readonly knownAt: number | null;
}

/** Now, with all that is known. */
export const present: Moment = { asOf: null, knownAt: null };

const read = (text: string | null): number | null => {
  const ms = text === null ? NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
};

/** Reads the moment from the query of the address; what is no time counts as absent. */
export const parseMoment = (query: string): Moment => {
  const parameters = new URLSearchParams(query);
  return { asOf: read(parameters.get('asOf')), knownAt: read(parameters.get('knownAt')) };
};

/** What the service is asked for: a view as known then is judged as of then too, else every pump of the past would count as silent. */
export const askedMoment = ({ asOf, knownAt }: Moment): { readonly asOf: string | null; readonly knownAt: string | null } => ({
  asOf: timeParameter(asOf ?? knownAt),
  knownAt: timeParameter(knownAt),
});

/** A time as calls and addresses want it, null left out. */
export const timeParameter = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** Writes the query of the address; empty for the present. */
export const formatMoment = ({ asOf, knownAt }: Moment): string => {
  const parameters = new URLSearchParams();
  for (const [name, ms] of Object.entries({ asOf, knownAt })) {
    const text = timeParameter(ms);
    if (text !== null) parameters.set(name, text);
  }
  return parameters.toString().replaceAll('%3A', ':');
};

/** Whether the page shows a past moment. */
export const isPast = ({ asOf, knownAt }: Moment): boolean => asOf !== null || knownAt !== null;

/** Whether something that happened and arrived then belongs to the moment. */
export const belongsTo = ({ asOf, knownAt }: Moment, happenedMs: number, receivedMs: number): boolean =>
  (asOf === null || happenedMs <= asOf) && (knownAt === null || receivedMs <= knownAt);

/** A time for an `<input type="datetime-local">`, in the reader's zone, to the minute. */
export const toInputTime = (ms: number): string => {
  const local = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
};

/** What such an input holds, as epoch milliseconds; null where it is empty or no time. */
export const fromInputTime = (text: string): number | null => read(text === '' ? null : text);
