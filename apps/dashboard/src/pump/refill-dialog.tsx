import { useState, type ReactNode, type SubmitEvent } from 'react';
import { AskDialog } from '../parts/ask-dialog.tsx';
import type { FieldValues } from './record-body.ts';
import { RecordFields } from './record-fields.tsx';
import { refillSpec } from './record-spec.ts';
import { RefillVerdict } from './refill-verdict.tsx';
import { useRecord, type Verdict } from './use-record.ts';

interface RefillDialogProps {
  readonly pumpId: string;
  readonly close: () => void;
  readonly saved: () => void;
}

interface FootProps {
  readonly judged: boolean;
  readonly busy: boolean;
  readonly repeated: boolean;
  readonly close: () => void;
  readonly confirm: () => void;
}

const Foot = ({ judged, busy, repeated, close, confirm }: FootProps): ReactNode => (
  <div className="ask-foot">
    <button type="button" onClick={close}>Cancel</button>
    {repeated ? (
      <button type="button" className="primary" disabled={busy} onClick={confirm}>Record this one too</button>
    ) : (
      <button type="submit" className="primary" disabled={busy}>{judged ? 'Save' : 'Check before saving'}</button>
    )}
  </div>
);

/** A refill: judged first against what the pump's account expects, then saved. */
export const RefillDialog = ({ pumpId, close, saved }: RefillDialogProps): ReactNode => {
  const [values, setValues] = useState<FieldValues>({});
  const [verdict, setVerdict] = useState<Verdict | undefined>(undefined);
  const { faults, busy, repeated, save, judge } = useRecord(pumpId, refillSpec);
  const judged = verdict !== undefined;
  const store = async (confirm: boolean): Promise<void> => {
    if (!(await save(values, confirm))) return;
    saved();
    close();
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    void (judged ? store(false) : judge(values).then(setVerdict));
  };
  const change = (name: string, value: string): void => {
    setValues({ ...values, [name]: value });
    setVerdict(undefined);
  };
  return (
    <AskDialog title={refillSpec.title} close={close}>
      <form className="record" noValidate onSubmit={onSubmit}>
        <p className="faint">{pumpId}</p>
        <RecordFields spec={refillSpec} values={values} faults={faults} change={change} />
        {judged ? <RefillVerdict verdict={verdict} /> : null}
        <Foot judged={judged} busy={busy} repeated={repeated && judged} close={close} confirm={() => { void store(true); }} />
      </form>
    </AskDialog>
  );
};
