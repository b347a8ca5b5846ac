import Type, { type Static } from 'typebox';
import { field } from '../fields.ts';
import { isSimulated } from '../identity.ts';
import { alertView } from './alert-view.ts';
import { pumpSummary } from './pump-view.ts';

const mark = {
  simulated: Type.Optional(
    Type.Literal(true, {
      description: 'The pump is a simulated one: its id begins with SIM, digits or none, and a dash.',
    }),
  ),
};

/** The `pump` message of the live stream. */
export const streamPump = Type.Object({ ...pumpSummary.properties, ...mark });

/** The `alert` message of the live stream. */
export const streamAlert = Type.Object({ ...alertView.properties, ...mark });

/** The `snapshot` message of the live stream: each pump and alert in it is marked by itself. */
export const streamSnapshot = Type.Object({
  pumps: Type.Array(streamPump),
  alerts: Type.Array(streamAlert),
  last: field.flag,
});

export type StreamSnapshot = Static<typeof streamSnapshot>;

/** The JSON of a pump, or of what is named after one such as an alert, as the live stream sends it: says of a simulated pump that it is one. */
export const streamText = (id: string, json: string): string =>
  isSimulated(id) ? `{"simulated":true,${json.trimStart().slice(1)}` : json;
