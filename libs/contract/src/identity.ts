/** Names a pump: 1 to 64 of letters, digits, `.`, `_`, `-`, the first a letter or digit. */
export type PumpId = string;

/** Where an event stands in its pump's history; `entry` 0 is the pump's own event, 1 and more what a person recorded after it. */
export interface EventOrder {
  readonly boot: number;
  readonly seq: number;
  readonly entry: number;
}

/** What makes an event the same event, however often it arrives. */
export interface EventIdentity extends EventOrder {
  readonly pumpId: PumpId;
}

/** The largest boot, seq or entry. */
export const maxOrdinal = 2_147_483_647;

/** The pattern of pump and clinic names, as a JSON Schema `pattern`. */
export const namePattern = '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$';

const isAlphanumeric = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);

const isNameCharacter = (code: number): boolean => isAlphanumeric(code) || code === 45 || code === 46 || code === 95;

/** Whether a text may name a pump or a clinic (`namePattern`, without the cost of a regular expression). */
export const isName = (text: string): boolean => {
  if (text.length === 0 || text.length > 64 || !isAlphanumeric(text.charCodeAt(0))) return false;
  for (let at = 1; at < text.length; at += 1) if (!isNameCharacter(text.charCodeAt(at))) return false;
  return true;
};

/** Compares by boot, then seq, then entry: negative when `a` comes first, 0 when both are the same place. */
export const compareOrder = (a: EventOrder, b: EventOrder): number =>
  a.boot - b.boot || a.seq - b.seq || a.entry - b.entry;

/** The CloudEvents `id` of an event: `<pumpId>:<boot>:<seq>`, with `+<entry>` on a person's record. */
export const eventId = ({ pumpId, boot, seq, entry }: EventIdentity): string =>
  entry === 0 ? `${pumpId}:${boot}:${seq}` : `${pumpId}:${boot}:${seq}+${entry}`;

/** Where a number's digits end that begin at `at`; -1 when it is not this number, or not written as JavaScript writes it. */
const afterNumber = (text: string, at: number, wanted: number): number => {
  let value = 0;
  let end = at;
  for (let code = text.charCodeAt(end); code >= 48 && code <= 57 && value <= maxOrdinal; code = text.charCodeAt(end)) {
    value = value * 10 + (code - 48);
    end += 1;
  }
  const isPlain = end === at + 1 || text.charCodeAt(at) !== 48;
  return end > at && isPlain && value === wanted ? end : -1;
};

/** Whether a text is this event's `eventId`; for a pump's own event without putting that together. */
export const isEventId = (text: string, identity: EventIdentity): boolean => {
  const { pumpId, boot, seq, entry } = identity;
  if (entry > 0) return text === eventId(identity);
  if (!text.startsWith(pumpId) || text.charCodeAt(pumpId.length) !== 58) return false;
  const afterBoot = afterNumber(text, pumpId.length + 1, boot);
  return afterBoot > 0 && text.charCodeAt(afterBoot) === 58 && afterNumber(text, afterBoot + 1, seq) === text.length;
};

/** Whether a pump, or what is named after it such as an alert, is the simulator’s by its id: `SIM`, digits or none, and a dash. */
export const isSimulated = (id: string): boolean => /^SIM\d*-/.test(id);
