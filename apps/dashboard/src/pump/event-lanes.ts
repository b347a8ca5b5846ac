import type { ArchivedEvent } from '@cisterna/contract';
import { eventWords } from './event-words.ts';
import { alarmSpells, annotationSpells, instants } from './history.ts';
import type { Lane } from './lanes-model.ts';
import type { FoundEvents } from './use-events.ts';

const none: readonly never[] = [];

/** The rows of the chart of events; those of which nothing is known are left out, but boluses and alarms always stand. */
export const eventLanes = (marks: readonly ArchivedEvent[], boluses: FoundEvents | undefined): Lane[] => {
  const given = boluses?.events ?? [];
  const of = (types: readonly string[]): Lane['instants'] => instants(marks, types, eventWords);
  const lanes: readonly (Lane & { readonly always?: boolean })[] = [
    { name: 'Bolus', tone: 'accent', form: 'circle', instants: instants(given, ['bolus.delivered.v1'], eventWords), spells: none, always: true },
    { name: 'Denied', tone: 'medium', form: 'cross', instants: instants(given, ['bolus.denied.v1'], eventWords), spells: none, always: true },
    { name: 'Alarm', tone: 'high', form: 'triangle', instants: of(['alarm.raised.v1']), spells: alarmSpells(marks), always: true },
    { name: 'MRI', tone: 'low', form: 'diamond', instants: none, spells: annotationSpells(marks, ['mri']), always: true },
    { name: 'Notes', tone: 'faint', form: 'diamond', instants: none, spells: annotationSpells(marks, ['procedure', 'travel', 'note']) },
    { name: 'Symptom', tone: 'medium', form: 'diamond', instants: of(['symptom.reported.v1']), spells: none },
    { name: 'Catheter', tone: 'ink', form: 'diamond', instants: of(['catheter.examined.v1', 'catheter.revised.v1']), spells: none },
    { name: 'Program', tone: 'faint', form: 'triangle', instants: of(['therapy.programmed.v1']), spells: none },
  ];
  return lanes.filter(lane => lane.always === true || lane.instants.length + lane.spells.length > 0);
};
