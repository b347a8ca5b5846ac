import { useState, type ReactNode, type SubmitEvent } from 'react';
import { actor } from '../alerts/actor.ts';
import { shelfHours } from '../alerts/shelf-time.ts';
import { call } from '../data/call.ts';
import { usePageConfig } from '../data/config.ts';
import { useServiceNow } from '../data/service-now.ts';
import { Failure } from '../parts/notice.tsx';
import { bodyOf, emptyFields, type MaintenanceFields } from './maintenance-fields.ts';
import { useMaintenanceOrder } from './use-maintenance.ts';

interface FieldProps {
  readonly fields: MaintenanceFields;
  readonly change: (over: Partial<MaintenanceFields>) => void;
}

const Scope = ({ fields, change }: FieldProps): ReactNode => (
  <>
    <label>
      Clinic
      <input
        required
        value={fields.clinicId}
        onChange={({ target }) => {
          change({ clinicId: target.value });
        }}
      />
    </label>
    <label>
      Pump (optional)
      <input
        value={fields.pumpId}
        placeholder="all of the clinic"
        onChange={({ target }) => {
          change({ pumpId: target.value });
        }}
      />
    </label>
    <label>
      For how long
      <select
        value={fields.hours}
        onChange={({ target }) => {
          change({ hours: target.value });
        }}
      >
        {shelfHours.map(hours => (
          <option key={hours} value={hours}>
            {hours === 1 ? '1 hour' : `${hours} hours`}
          </option>
        ))}
      </select>
    </label>
  </>
);

const Words = ({ fields, change, needsName }: FieldProps & { readonly needsName: boolean }): ReactNode => (
  <>
    {needsName ? (
      <label>
        Your name
        <input
          required
          maxLength={200}
          autoComplete="name"
          value={fields.by}
          onChange={({ target }) => {
            change({ by: target.value });
          }}
        />
      </label>
    ) : null}
    <label>
      Reason
      <textarea
        rows={2}
        required
        maxLength={2000}
        value={fields.reason}
        onChange={({ target }) => {
          change({ reason: target.value });
        }}
      />
    </label>
  </>
);

const begin = (body: object): Promise<unknown> => call('/v1/maintenance', { method: 'POST', body });

/** Asks what is maintained, for how long and why; the name is asked only where no key says it. */
export const MaintenanceForm = ({ close }: { readonly close: () => void }): ReactNode => {
  const needsName = usePageConfig().access === 'open';
  const now = useServiceNow(60_000);
  const [fields, setFields] = useState({ ...emptyFields, by: needsName ? actor.get() : '' });
  const { mutate, isPending, error } = useMaintenanceOrder(begin, close);
  const change = (over: Partial<MaintenanceFields>): void => {
    setFields(former => ({ ...former, ...over }));
  };
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (needsName) actor.set(fields.by);
    mutate(bodyOf(fields, now));
  };
  return (
    <form onSubmit={send}>
      <Scope fields={fields} change={change} />
      <Words fields={fields} change={change} needsName={needsName} />
      {error === null ? null : <Failure error={error} />}
      <div className="ask-foot">
        <button type="button" onClick={close}>
          Close
        </button>
        <button type="submit" className="primary" disabled={isPending}>
          {isPending ? 'Working …' : 'Begin maintenance'}
        </button>
      </div>
    </form>
  );
};
