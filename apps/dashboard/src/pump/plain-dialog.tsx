import { useState, type ReactNode, type SubmitEvent } from 'react';
import { AskDialog } from '../parts/ask-dialog.tsx';
import type { FieldValues } from './record-body.ts';
import { RecordFields } from './record-fields.tsx';
import type { RecordSpec } from './record-spec.ts';
import { useRecord } from './use-record.ts';

interface PlainDialogProps {
  readonly pumpId: string;
  readonly spec: RecordSpec;
  readonly close: () => void;
  /** Told when it was saved. */
  readonly saved: () => void;
  readonly intro?: ReactNode;
  readonly verb?: string;
}

/** A record that is saved as it is filled in. */
export const PlainDialog = ({ pumpId, spec, close, saved, intro, verb = 'Save' }: PlainDialogProps): ReactNode => {
  const [values, setValues] = useState<FieldValues>({});
  const { faults, busy, save } = useRecord(pumpId, spec);
  const submit = async (): Promise<void> => {
    if (!(await save(values))) return;
    saved();
    close();
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    void submit();
  };
  return (
    <AskDialog title={spec.title} close={close}>
      <form className="record" noValidate onSubmit={onSubmit}>
        <p className="faint">{pumpId}</p>
        {intro}
        <RecordFields spec={spec} values={values} faults={faults} change={(name, value) => { setValues({ ...values, [name]: value }); }} />
        <div className="ask-foot">
          <button type="button" onClick={close}>Cancel</button>
          <button type="submit" className="primary" disabled={busy}>{busy ? 'Saving …' : verb}</button>
        </div>
      </form>
    </AskDialog>
  );
};
