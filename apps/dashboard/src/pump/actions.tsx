import { useState, type ReactNode } from 'react';
import { PlainDialog } from './plain-dialog.tsx';
import { plainSpecs, refillSpec } from './record-spec.ts';
import { RefillDialog } from './refill-dialog.tsx';

interface ActionBarProps {
  readonly pumpId: string;
  /** Nothing can be recorded while the page shows the past. */
  readonly disabled: boolean;
  readonly travelling: boolean;
  readonly onTravel: () => void;
}

/** What can be done with the pump. */
export const ActionBar = ({ pumpId, disabled, travelling, onTravel }: ActionBarProps): ReactNode => {
  const [open, setOpen] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const close = (): void => { setOpen(null); };
  const saved = (title: string) => () => { setDone(`Saved: ${title.toLowerCase()}.`); };
  const plain = plainSpecs.find(({ title }) => title === open);
  return (
    <div className="actions">
      <button type="button" className="primary" disabled={disabled} onClick={() => { setOpen(refillSpec.title); }}>Record refill …</button>
      {plainSpecs.map(({ title }) => (
        <button key={title} type="button" disabled={disabled} onClick={() => { setOpen(title); }}>{`${title} …`}</button>
      ))}
      <button type="button" aria-expanded={travelling} onClick={onTravel}>Time travel</button>
      <button type="button" onClick={() => { print(); }}>Print</button>
      <span role="status" className="faint">{done}</span>
      {open === refillSpec.title ? <RefillDialog pumpId={pumpId} close={close} saved={saved('refill')} /> : null}
      {plain === undefined ? null : <PlainDialog key={plain.title} pumpId={pumpId} spec={plain} close={close} saved={saved(plain.title)} />}
    </div>
  );
};
