import { useId, type ReactNode } from 'react';
import type { FieldFaults, FieldValues } from './record-body.ts';
import type { RecordField, RecordSpec } from './record-spec.ts';

interface FieldsProps {
  readonly spec: RecordSpec;
  readonly values: FieldValues;
  readonly faults: FieldFaults;
  readonly change: (name: string, value: string) => void;
}

const inputTypes = { millilitres: 'text', time: 'datetime-local', date: 'date', text: 'text', whole: 'number', choice: 'text' } as const;
const inputModes = { millilitres: 'decimal', whole: 'numeric', time: undefined, date: undefined, text: undefined, choice: undefined } as const;

interface ControlProps {
  readonly field: RecordField;
  readonly id: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly described: string;
  readonly faulty: boolean;
}

const Control = ({ field, id, value, change, described, faulty }: ControlProps): ReactNode => {
  const { kind, name, required, options, max } = field;
  const common = { id, name, value, 'aria-required': required, 'aria-describedby': described, 'aria-invalid': faulty };
  if (kind === 'choice')
    return (
      <select {...common} onChange={event => { change(event.target.value); }}>
        <option value="">Choose …</option>
        {options?.map(option => (
          <option key={option} value={option}>{option.replaceAll('-', ' ')}</option>
        ))}
      </select>
    );
  const limits = kind === 'whole' ? { min: 0, max } : {};
  return <input {...common} {...limits} type={inputTypes[kind]} inputMode={inputModes[kind]} autoComplete="off" onChange={event => { change(event.target.value); }} />;
};

const Field = ({ field, value, fault, change }: { readonly field: RecordField; readonly value: string; readonly fault: string | undefined; readonly change: (value: string) => void }): ReactNode => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={`${id}-control`}>
        {field.label}
        {field.required ? '' : <span className="faint"> (optional)</span>}
      </label>
      <Control field={field} id={`${id}-control`} value={value} change={change} described={id} faulty={fault !== undefined} />
      <span id={id} className={fault === undefined ? 'faint field-hint' : 'field-fault'} role={fault === undefined ? undefined : 'alert'}>
        {fault === undefined ? field.hint : `▲ ${field.label} ${fault}`}
      </span>
    </div>
  );
};

/** The fields of a record, each with its own fault; what is about no field stands above. */
export const RecordFields = ({ spec, values, faults, change }: FieldsProps): ReactNode => (
  <>
    {faults[''] === undefined ? null : (
      <p className="failure" role="alert">{faults['']}</p>
    )}
    {spec.fields.map(field => (
      <Field key={field.name} field={field} value={values[field.name] ?? ''} fault={faults[field.name]} change={value => { change(field.name, value); }} />
    ))}
  </>
);
