import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField, GridListItem } from 'react-aria-components';
import { ago } from '../format/times.ts';
import { TimeText } from '../parts/time-text.tsx';
import { alertPath } from './alert-path.ts';
import { PriorityMark, StandingText } from './alert-marks.tsx';
import type { AlertLine } from './alert-order.ts';
import { handlingOf } from './alert-choice.ts';

/** One alert of the list; a click or Enter opens it, Space or the box selects it. */
export const AlertRow = ({ line: { alert, left }, now, query, shown }: { readonly line: AlertLine; readonly now: number; readonly query: string; readonly shown: boolean }): ReactNode => (
  <GridListItem
    id={alert.id}
    textValue={`${alert.priority} ${alert.title} ${alert.pumpId}`}
    className={`alert-row alert-row-${alert.priority} alert-row-${left ? 'left' : handlingOf(alert)} ${shown ? 'alert-row-shown' : ''}`}
  >
    <CheckboxField slot="selection" className="alert-tick" aria-label="Select">
      <CheckboxButton className="tick">
        <span className="tick-box" aria-hidden="true" />
      </CheckboxButton>
    </CheckboxField>
    <span className="alert-priority">
      <PriorityMark alert={alert} />
    </span>
    <span className="alert-name">
      <a href={`#${alertPath(alert.id, query)}`} tabIndex={-1}>
        {alert.title}
      </a>
      <span className="second">
        {alert.pumpId} · {alert.clinicId}
      </span>
    </span>
    <span className="alert-standing">{left ? 'No longer in this list' : <StandingText alert={alert} />}</span>
    <span className="alert-age">
      <TimeText time={alert.raisedAt}>{ago(alert.raisedAt, now)}</TimeText>
    </span>
  </GridListItem>
);
