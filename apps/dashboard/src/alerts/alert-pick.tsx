import { useId, type ReactNode } from 'react';

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onPick: (value: string) => void;
}

/** A choice of one with its label before it. */
export const AlertPick = ({ label, value, options, onPick }: PickProps): ReactNode => {
  const id = useId();
  return (
    <div className="alert-pick">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => { onPick(target.value); }}>
        {options.map(([key, word]) => (
          <option key={key} value={key}>{word}</option>
        ))}
      </select>
    </div>
  );
};

/** The value that stands for a list chosen in the address. */
export const picked = (list: readonly string[]): string => (list.length > 1 ? list.join(',') : (list[0] ?? ''));

/** The option that stands for a list of several. */
export const manyOf = (list: readonly string[]): readonly (readonly [string, string])[] => (list.length > 1 ? [[list.join(','), `${list.length} chosen`]] : []);

/** The choice of a clinic; an address may name several. */
export const ClinicPick = ({ chosen, clinics, onClinics }: { readonly chosen: readonly string[]; readonly clinics: readonly string[]; readonly onClinics: (clinics: readonly string[]) => void }): ReactNode => (
  <AlertPick
    label="Clinic"
    value={picked(chosen)}
    options={[['', 'All clinics'], ...manyOf(chosen), ...clinics.map(clinic => [clinic, clinic] as const)]}
    onPick={clinic => { onClinics(clinic === '' ? [] : clinic.split(',')); }}
  />
);
