import type { ArchivedEvent } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { localTime } from '../format/times.ts';
import { eventWords, kindWord } from './event-words.ts';
import { PlainDialog } from './plain-dialog.tsx';
import { voidSpec } from './record-spec.ts';

const nothing = (): void => undefined;

/** Asks why, and takes a person's record back. */
export const VoidDialog = ({ pumpId, event, close }: { readonly pumpId: string; readonly event: ArchivedEvent; readonly close: () => void }): ReactNode => {
  const { boot, seq, entry } = event;
  const intro = (
    <p>
      <strong>{kindWord(event.type)}</strong> {eventWords(event)}, {localTime(event.time)}. The record stays in the archive and counts no more.
    </p>
  );
  return <PlainDialog pumpId={pumpId} spec={voidSpec({ boot, seq, entry: entry ?? 0 })} close={close} saved={nothing} intro={intro} verb="Take back" />;
};
