import Type, { type Static } from 'typebox';
import { faultsOf, type Fault } from '../codec/fault.ts';
import { textFaults } from '../codec/text.ts';
import { field, nullable, optional } from '../fields.ts';
import { alertKind, alertPriority, type AlertKind } from './alert-view.ts';
import { strangerFaults } from './strangers.ts';

const bounded = (minimum: number, maximum: number, description: string) =>
  optional(Type.Integer({ minimum, maximum, description }));

/** What a clinic may set about when alerts are raised, each within bounds. */
const thresholdSchemas = {
  silentAfterIntervals: bounded(
    1,
    48,
    '`pump-silent`: after so many report intervals without a sign of life. Fewer than one would call every pump silent; more than 48 would hide an hourly pump for over two days.',
  ),
  silentAfterSeconds: bounded(0, 86_400, '`pump-silent`: and so many seconds more, for the way that reports take.'),
  mriSuppressionSeconds: bounded(
    0,
    86_400,
    '`motor-stall`: an MRI window hides a stall for so long at most; 0: never. Infusion resumes within 24 h at the latest.',
  ),
  nothingDeliveredSeconds: bounded(
    3_600,
    172_800,
    '`under-delivery`: so long nothing is delivered though it is programmed. Shorter than an hour is one report; 48 h is a stopped pump.',
  ),
} as const;

const kindRule = Type.Object({ priority: optional(alertPriority) });

const kindRules = Object.fromEntries(alertKind.enum.map(kind => [kind, optional(kindRule)])) as Record<
  AlertKind,
  ReturnType<typeof optional<typeof kindRule>>
>;

/** The body of `PUT /v1/clinics/{clinicId}/alert-rules`: all that the clinic sets otherwise; what is left out, or null, is as the table says. */
export const alertRulesBody = Type.Object({
  rules: optional(Type.Object(kindRules)),
  thresholds: optional(Type.Object(thresholdSchemas)),
});

const tableRow = Type.Object({
  kind: alertKind,
  priority: Type.String({ description: 'In force: high, medium, low, or how it is found where the clinic sets none.' }),
  defaultPriority: Type.Enum(['high', 'medium', 'low', 'by-drug', 'by-opioid', 'by-severity', 'by-date']),
  latched: field.flag,
  title: field.text,
  recommendedAction: field.text,
  reason: Type.String({ description: 'Why the default is as it is.' }),
});

const thresholdName = Type.Enum([
  'silentAfterIntervals',
  'silentAfterSeconds',
  'mriSuppressionSeconds',
  'nothingDeliveredSeconds',
]);

const thresholdRow = Type.Object({
  name: thresholdName,
  value: Type.Integer(),
  defaultValue: Type.Integer(),
  minimum: Type.Integer(),
  maximum: Type.Integer(),
  meaning: field.text,
});

/** The rules of a clinic: what it has set, in the form in which it is put, and the whole table that results. */
export const alertRulesView = Type.Object({
  clinicId: field.name,
  version: Type.Integer({ minimum: 0, description: 'Raised by each change; 0: the clinic has set nothing.' }),
  updatedAt: nullable(field.time),
  updatedBy: nullable(field.text),
  rules: Type.Partial(Type.Object(kindRules)),
  thresholds: Type.Object(thresholdSchemas),
  table: Type.Array(tableRow),
  thresholdTable: Type.Array(thresholdRow),
});

interface WrittenBounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const stranger = 'is nothing that can be set';

const ruleStrangers = (rules: unknown): Fault[] =>
  isObject(rules)
    ? [
        ...strangerFaults(kindRules, rules, 'is no kind of alert', '/rules'),
        ...Object.entries(rules).flatMap(([kind, rule]) =>
          Object.hasOwn(kindRules, kind) ? strangerFaults(kindRule.properties, rule, stranger, `/rules/${kind}`) : [],
        ),
      ]
    : [];

/** Names every fault of such a body, members that nobody knows included: a threshold misspelt would change nothing. */
export const alertRulesFaults = (body: unknown): Fault[] => [
  ...faultsOf(alertRulesBody, body),
  ...strangerFaults(alertRulesBody.properties, body, stranger),
  ...(isObject(body) ? ruleStrangers(body['rules']) : []),
  ...(isObject(body) ? strangerFaults(thresholdSchemas, body['thresholds'], stranger, '/thresholds') : []),
  ...textFaults(body),
];

/** The name of a threshold. */
export type ThresholdName = Static<typeof thresholdName>;

/** The bounds of a threshold, and what it means. */
export interface ThresholdBounds {
  readonly name: ThresholdName;
  readonly minimum: number;
  readonly maximum: number;
  readonly meaning: string;
}

/** The bounds of every threshold. */
export const thresholdBounds: readonly ThresholdBounds[] = thresholdName.enum.map(name => {
  const [schema] = thresholdSchemas[name].anyOf;
  const { minimum = 0, maximum = 0, description = '' } = schema as WrittenBounds;
  return { name, minimum, maximum, meaning: description };
});

export type AlertRuleChanges = Static<typeof alertRulesBody>;
export type AlertRulesView = Static<typeof alertRulesView>;
