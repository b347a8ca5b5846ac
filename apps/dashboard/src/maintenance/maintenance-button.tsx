import type { MaintenanceView } from '@cisterna/contract';
import { useState, type ReactNode } from 'react';
import { call } from '../data/call.ts';
import { AskDialog } from '../parts/ask-dialog.tsx';
import { Failure } from '../parts/notice.tsx';
import { TimeText } from '../parts/time-text.tsx';
import { MaintenanceForm } from './maintenance-form.tsx';
import { useMaintenance, useMaintenanceOrder } from './use-maintenance.ts';

const nameOf = ({ clinicId, pumpId }: MaintenanceView): string =>
  pumpId === null ? `Clinic ${clinicId}` : `Pump ${pumpId}`;

const Item = ({ maintenance }: { readonly maintenance: MaintenanceView }): ReactNode => {
  const { id, state, startsAt, endsAt, reason, by } = maintenance;
  const { mutate, isPending, error } = useMaintenanceOrder((ended: string) =>
    call(`/v1/maintenance/${encodeURIComponent(ended)}`, { method: 'DELETE' }),
  );
  return (
    <li>
      <strong>{nameOf(maintenance)}</strong>{' '}
      {state === 'scheduled' ? (
        <>
          from <TimeText time={startsAt} />{' '}
        </>
      ) : null}
      until <TimeText time={endsAt} />, {by}: {reason}{' '}
      <button
        type="button"
        disabled={isPending}
        aria-label={`End maintenance of ${nameOf(maintenance)}`}
        onClick={() => {
          mutate(id);
        }}
      >
        End
      </button>
      {error === null ? null : <Failure error={error} />}
    </li>
  );
};

/** Says how much is maintained, shows what, and lets somebody begin or end it. */
export const MaintenanceButton = (): ReactNode => {
  const [open, setOpen] = useState(false);
  const items = useMaintenance();
  const inForce = items.filter(({ state }) => state === 'in-force').length;
  const close = (): void => {
    setOpen(false);
  };
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setOpen(true);
        }}
      >
        {inForce === 0 ? 'Maintenance …' : `Maintenance: ${inForce} in force …`}
      </button>
      {open ? (
        <AskDialog title="Maintenance" close={close}>
          <p className="faint">Alerts are raised as always; e-mail waits, and tells at the end what is still open.</p>
          {items.length === 0 ? null : (
            <ul>
              {items.map(maintenance => (
                <Item key={maintenance.id} maintenance={maintenance} />
              ))}
            </ul>
          )}
          <MaintenanceForm close={close} />
        </AskDialog>
      ) : null}
    </>
  );
};
