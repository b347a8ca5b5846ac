import type { ReactNode } from 'react';
import { kinds, priorities, toggled } from '../alerts/alert-choice.ts';
import { kindWords } from '../alerts/alert-words.ts';
import { priorityWords } from '../parts/state-words.ts';
import type { SubscriptionFields } from './subscription-fields.ts';

interface FilterProps {
  readonly fields: SubscriptionFields;
  readonly change: (over: Partial<SubscriptionFields>) => void;
}

const Kinds = ({ fields, change }: FilterProps): ReactNode => (
  <details>
    <summary>{fields.kinds.length === 0 ? 'Every kind of alert' : `${fields.kinds.length} kinds of alert`}</summary>
    <fieldset className="kinds">
      <legend className="faint">Only these; none chosen means every kind</legend>
      {kinds.map(kind => (
        <label key={kind}>
          <input type="checkbox" checked={fields.kinds.includes(kind)} onChange={() => { change({ kinds: toggled(fields.kinds, kind) }); }} /> {kindWords[kind]}
        </label>
      ))}
    </fieldset>
  </details>
);

const Waits = ({ fields, change }: FilterProps): ReactNode => (
  <div className="side-by-side">
    <label>
      Escalate when not acknowledged after (min)
      <input type="number" min={1} max={10080} step="any" value={fields.escalateMinutes} placeholder="never" onChange={({ target }) => { change({ escalateMinutes: target.value }); }} />
    </label>
    <label>
      Repeat every (min)
      <input type="number" min={1} max={10080} step="any" value={fields.repeatMinutes} placeholder="never" onChange={({ target }) => { change({ repeatMinutes: target.value }); }} />
    </label>
  </div>
);

const QuietHours = ({ fields, change }: FilterProps): ReactNode => (
  <fieldset>
    <legend>Quiet hours, high priority excepted</legend>
    <div className="side-by-side">
      <label>
        From
        <input type="time" value={fields.quietFrom} required={fields.quietTo !== ''} onChange={({ target }) => { change({ quietFrom: target.value }); }} />
      </label>
      <label>
        To
        <input type="time" value={fields.quietTo} required={fields.quietFrom !== ''} onChange={({ target }) => { change({ quietTo: target.value }); }} />
      </label>
    </div>
    <label>
      Time zone
      <input value={fields.timeZone} required={fields.quietFrom + fields.quietTo !== ''} placeholder="Europe/Berlin" onChange={({ target }) => { change({ timeZone: target.value }); }} />
    </label>
  </fieldset>
);

/** Asks which alerts go through, and when they come again; what is left empty lets everything through. */
export const FilterFields = ({ fields, change }: FilterProps): ReactNode => (
  <>
    <label>
      Lowest priority
      <select value={fields.minPriority} onChange={({ target }) => { change({ minPriority: priorities.find(priority => priority === target.value) ?? '' }); }}>
        <option value="">Every priority</option>
        {priorities.map(priority => (
          <option key={priority} value={priority}>{priorityWords[priority].word}</option>
        ))}
      </select>
    </label>
    <div className="side-by-side">
      <label>
        Clinics
        <input value={fields.clinics} placeholder="all" onChange={({ target }) => { change({ clinics: target.value }); }} />
      </label>
      <label>
        Pumps
        <input value={fields.pumps} placeholder="all" onChange={({ target }) => { change({ pumps: target.value }); }} />
      </label>
    </div>
    <Kinds fields={fields} change={change} />
    {fields.channel === 'email' ? <><Waits fields={fields} change={change} /><QuietHours fields={fields} change={change} /></> : null}
  </>
);
