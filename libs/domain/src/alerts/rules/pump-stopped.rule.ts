import { evidenceOf, type Evidence } from '../episode.ts';
import { nothing, openOf, raise, transition, type Rule, type Ruling } from './ruling.ts';

const evidence = ({ event }: Ruling): Evidence =>
  event.type === 'therapy.programmed.v1'
    ? evidenceOf('programme', event.at, 'The pump was programmed to stop.')
    : evidenceOf('no-delivery', event.at, 'Reports covering 48 h without a break say that nothing was delivered.');

/** `pump-stopped`: from a programme that stops the pump, or 48 h of reports without delivery, to the first report of delivery behind the stop. */
export const pumpStoppedRule: Rule = ruling => {
  const { before, after, event } = ruling;
  const [was, is] = [before.flow.stoppedAt, after.flow.stoppedAt];
  if (was === is || (was !== null && is !== null)) return nothing;
  if (is !== null) return [raise(ruling, { kind: 'pump-stopped', evidence: [evidence(ruling)] })];
  const open = openOf(after, 'pump-stopped');
  return open === undefined ? nothing : [transition(event, 'ended', open)];
};
