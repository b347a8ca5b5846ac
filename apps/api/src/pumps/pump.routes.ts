import { eventTypes, schemas } from '@cisterna/contract';
import { named, page } from '../http/list.routes.ts';
import {
  namesParameter,
  requiredWordParameter,
  timeParameter,
  wholeParameter,
  wordParameter,
  wordsParameter,
} from '../http/parameter.ts';
import { defineRoute } from '../http/route.ts';

const frame = schemas.PumpSummary.properties;
const sorts = ['id', 'refillBy', 'lastEventAt', 'priority', '-id', '-refillBy', '-lastEventAt', '-priority'] as const;
const metrics = ['computedLevelNl', 'deliveredNl', 'sensedLevelNl', 'meanPa', 'pulsationPa'] as const;

const period = {
  from: timeParameter('Only what has a `time` at or after this.'),
  to: timeParameter('Only what has a `time` before this.'),
};

export const listPumpsRoute = defineRoute({
  method: 'GET',
  path: '/v1/pumps',
  summary: 'Pumps, each in short',
  access: 'read',
  query: {
    clinicId: namesParameter('Only pumps of these clinics.'),
    deliveryState: wordsParameter('Only pumps in these delivery states.', frame.deliveryState.enum),
    refillStatus: wordsParameter('Only pumps whose refill has this status.', frame.refill.properties.status.enum),
    catheterStatus: wordsParameter('Only pumps whose catheter has this status.', frame.catheter.properties.status.enum),
    sort: wordParameter('What the list is sorted by; `-` reverses.', sorts, 'id'),
    ...page,
  },
  answers: { 200: { description: 'One page.', schema: named('PumpList') } },
  problems: [],
});

export const getPumpRoute = defineRoute({
  method: 'GET',
  path: '/v1/pumps/{pumpId}',
  summary: 'One pump: reservoir, refill forecast, catheter, mechanism, completeness',
  access: 'read',
  query: {
    asOf: timeParameter('As at this time of the pump, with all that is known today.'),
    knownAt: timeParameter('As the service knew it at this time.'),
  },
  answers: { 200: { description: 'The pump.', schema: named('PumpView') } },
  problems: ['pump-not-found'],
});

export const listEventsRoute = defineRoute({
  method: 'GET',
  path: '/v1/pumps/{pumpId}/events',
  summary: 'The archived events of a pump in (boot, seq, entry) order',
  access: 'read',
  query: { ...period, type: wordsParameter('Only these types.', eventTypes), ...page },
  answers: { 200: { description: 'One page.', schema: named('ArchivedEventList') } },
  problems: ['pump-not-found'],
});

export const getSeriesRoute = defineRoute({
  method: 'GET',
  path: '/v1/pumps/{pumpId}/series',
  summary: 'A measurement over time, in buckets',
  access: 'read',
  query: {
    metric: requiredWordParameter('Which measurement.', metrics),
    ...period,
    points: wholeParameter('How many buckets at most.', { min: 1, max: 2000, absent: 500 }),
  },
  answers: { 200: { description: 'The buckets that hold a reading, in order of time.', schema: named('Series') } },
  problems: ['pump-not-found'],
});

export const listReconciliationsRoute = defineRoute({
  method: 'GET',
  path: '/v1/pumps/{pumpId}/reconciliations',
  summary: 'What each refill says about the account before it, newest first',
  access: 'read',
  query: page,
  answers: { 200: { description: 'One page.', schema: named('ReconciliationList') } },
  problems: ['pump-not-found'],
});

/** What can be read about pumps. */
export const pumpRoutes = [listPumpsRoute, getPumpRoute, listEventsRoute, getSeriesRoute, listReconciliationsRoute];
