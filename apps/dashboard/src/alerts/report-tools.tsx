import type { ReactNode } from 'react';
import { useLive } from '../data/use-live.ts';
import { clinicsOf } from './alert-choice.ts';
import { ClinicPick } from './alert-pick.tsx';
import { reportDays, type ReportChoice } from './report-choice.ts';

/** The period and the clinic of the report. */
export const ReportTools = ({ choice, onChoice }: { readonly choice: ReportChoice; readonly onChoice: (choice: ReportChoice) => void }): ReactNode => {
  const { pumps, alerts } = useLive();
  const clinics = clinicsOf([...[...pumps.values()].map(({ clinicId }) => clinicId), ...(choice.clinics.length === 1 ? choice.clinics : [])], [...alerts.values()]);
  return (
    <div className="report-tools">
      <div role="group" aria-label="Period" className="alert-chips">
        {reportDays.map(days => (
          <button key={days} type="button" className="alert-chip" aria-pressed={days === choice.days} onClick={() => { onChoice({ ...choice, days }); }}>
            {days} days
          </button>
        ))}
      </div>
      <ClinicPick chosen={choice.clinics} clinics={clinics} onClinics={picks => { onChoice({ ...choice, clinics: picks }); }} />
    </div>
  );
};
