import type { AlertCommandCall, AlertView } from '@cisterna/contract';

/** What a person says with a command. */
export interface CommandWords {
  readonly by: string;
  readonly note: string;
  /** The end of a shelf, RFC 3339. */
  readonly until: string;
}

export const commandWords: Readonly<Record<AlertCommandCall, { readonly verb: string; readonly done: string }>> = {
  acknowledge: { verb: 'Acknowledge', done: 'acknowledged' },
  shelve: { verb: 'Shelve', done: 'shelved' },
  unshelve: { verb: 'Unshelve', done: 'taken off the shelf' },
  reset: { verb: 'Reset', done: 'reset' },
};

export const commandCalls = Object.keys(commandWords) as readonly AlertCommandCall[];

const isOver = ({ condition, history }: AlertView): boolean =>
  condition === 'inactive' && history.some(({ change }) => change === 'withdrawn' || change === 'reset');

const takes: Readonly<Record<AlertCommandCall, (alert: AlertView) => boolean>> = {
  acknowledge: ({ acknowledged }) => acknowledged === null,
  shelve: alert => alert.shelved === null && alert.condition !== 'inactive' && !isOver(alert),
  unshelve: ({ shelved }) => shelved !== null,
  reset: ({ condition }) => condition === 'latched',
};

/** Whether the command would change anything about the alert. */
export const applies = (call: AlertCommandCall, alert: AlertView): boolean => takes[call](alert);

const said = (note: string): { readonly note?: string } => (note.trim() === '' ? {} : { note: note.trim() });
const named = (by: string): { readonly by?: string } => (by.trim() === '' ? {} : { by: by.trim() });

/** The body of a command's call; a name is left out where the key says it. */
export const commandBody = (call: AlertCommandCall, { by, note, until }: CommandWords): object => {
  if (call === 'acknowledge') return { ...named(by), ...said(note) };
  if (call === 'shelve') return { ...named(by), until, reason: note.trim() };
  return call === 'unshelve' ? named(by) : { ...named(by), note: note.trim() };
};

/** What became of one item of many; `refusal` is null where it was done. */
export interface Outcome<Item> {
  readonly item: Item;
  readonly refusal: unknown;
}

/** Works through all items, a few at a time; one that fails does not stop the others. Tells of each as it ends. */
export const runAll = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>, tell: (outcome: Outcome<Item>) => void, atOnce = 4): Promise<void> => {
  const waiting = [...items];
  const take = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      const current = item;
      await work(current).then(
        () => { tell({ item: current, refusal: null }); },
        (refusal: unknown) => { tell({ item: current, refusal }); },
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
};
