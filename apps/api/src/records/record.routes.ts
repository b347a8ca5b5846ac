import { cloudEventSchemas, maxNesting, recordBodySchemas, recordTypes, type RecordCall } from '@cisterna/contract';
import { named } from '../http/list.routes.ts';
import { flagParameter, type JsonSchema, type ParameterTable } from '../http/parameter.ts';
import type { ProblemCode } from '../http/problem.ts';
import { defineRoute, type Route, type RouteAnswer } from '../http/route.ts';

interface Words {
  readonly call: RecordCall;
  readonly summary: string;
}

const headers = {
  'Idempotency-Key': 'The same key and body give the same event again; the key holds for one pump and one call.',
};

const answers = (call: RecordCall): Readonly<Record<number, RouteAnswer>> => {
  const schema: JsonSchema = cloudEventSchemas[recordTypes[call]];
  return {
    200: { description: 'The key was used before with this body: the event of then.', schema },
    201: { description: 'The event as logged.', schema },
  };
};

const problems: readonly ProblemCode[] = [
  'pump-not-found',
  'pump-not-registered',
  'idempotency-conflict',
  'invalid-body',
  'invalid-parameter',
];

const recordRoute = <Query extends ParameterTable>({ call, summary }: Words, query: Query): Route<Query> =>
  defineRoute({
    method: 'POST',
    path: `/v1/pumps/{pumpId}/${call}`,
    summary,
    access: 'record',
    query,
    headers,
    body: { content: { 'application/json': recordBodySchemas[call] }, nesting: maxNesting - 1 },
    answers: answers(call),
    problems,
  });

const refillAnswers = answers('refills');
const judged = { oneOf: [refillAnswers[200]?.schema, named('Reconciliation'), { type: 'null' }] };

const plainRefills = recordRoute(
  { call: 'refills', summary: 'Records a refill that the pump did not report' },
  {
    dryRun: flagParameter('Judges the refill (null for a first one) and stores nothing.'),
    confirm: flagParameter('Records it even if another refill lies within 12 hours.'),
  },
);

export const refillsRoute: typeof plainRefills = {
  ...plainRefills,
  answers: {
    ...refillAnswers,
    200: { description: 'The event of before, or the judgement of a dry run.', schema: judged },
  },
  problems: [...problems, 'refill-already-recorded'],
};

export const examinationsRoute = recordRoute(
  { call: 'examinations', summary: 'Records an examination of the catheter' },
  {},
);
export const symptomsRoute = recordRoute({ call: 'symptoms', summary: 'Records a symptom' }, {});
export const annotationsRoute = recordRoute(
  { call: 'annotations', summary: 'Records a stretch of time that explains what is seen in it' },
  {},
);
export const revisionsRoute = recordRoute(
  { call: 'catheter-revisions', summary: 'Records a new catheter: baselines start afresh' },
  {},
);
export const voidsRoute = recordRoute({ call: 'voids', summary: 'Takes back what a person recorded' }, {});

/** What people record about a pump. */
export const recordRoutes: readonly Route[] = [
  refillsRoute,
  examinationsRoute,
  symptomsRoute,
  annotationsRoute,
  revisionsRoute,
  voidsRoute,
];
