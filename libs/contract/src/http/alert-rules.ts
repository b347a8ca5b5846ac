import Type, { type Static } from 'typebox';
import { faultsOf, type Fault } from '../codec/fault.ts';
import { isJsonObject } from '../codec/json-object.ts';
import { textFaults } from '../codec/text.ts';
import { field, nullable, optional } from '../fields.ts';
import { alertKind, alertPriority, type AlertKind } from './alert-view.ts';
import { strangerFaults } from './strangers.ts';

interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
  readonly meaning: string;
}

/** What a clinic may set about when alerts are raised, each within bounds. */
const bounds = {
  silentAfterIntervals: {
    minimum: 1,
    maximum: 48,
    meaning:
      '`pump-silent`: after so many report intervals without a sign of life. Fewer than one would call every pump silent; more than 48 would hide an hourly pump for over two days.',
  },
  silentAfterSeconds: {
    minimum: 0,
    maximum: 86_400,
    meaning: '`pump-silent`: and so many seconds more, for the way that reports take.',
  },
  mriSuppressionSeconds: {
    minimum: 0,
    maximum: 86_400,
    meaning:
      '`motor-stall`: an MRI window hides a stall for so long at most; 0: never. Infusion resumes within 24 h at the latest.',
  },
  nothingDeliveredSeconds: {
    minimum: 3_600,
    maximum: 172_800,
    meaning:
      '`under-delivery`: so long nothing is delivered though it is programmed. Shorter than an hour is one report; 48 h is a stopped pump.',
  },
} as const satisfies Readonly<Record<string, Bounds>>;

/** The name of a threshold. */
export type ThresholdName = keyof typeof bounds;

const thresholdNames = Object.keys(bounds) as ThresholdName[];

const within = ({ minimum, maximum, meaning }: Bounds) =>
  optional(Type.Integer({ minimum, maximum, description: meaning }));

const thresholdSchemas = Object.fromEntries(thresholdNames.map(name => [name, within(bounds[name])])) as Record<
  ThresholdName,
  ReturnType<typeof within>
>;

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

const thresholdRow = Type.Object({
  name: Type.Enum(thresholdNames),
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

const stranger = 'is nothing that can be set';

const ruleStrangers = (rules: unknown): Fault[] =>
  isJsonObject(rules)
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
  ...(isJsonObject(body) ? ruleStrangers(body['rules']) : []),
  ...(isJsonObject(body) ? strangerFaults(thresholdSchemas, body['thresholds'], stranger, '/thresholds') : []),
  ...textFaults(body),
];

/** The bounds of every threshold, and what it means. */
export const thresholdBounds: readonly (Bounds & { readonly name: ThresholdName })[] = thresholdNames.map(name => ({
  name,
  ...bounds[name],
}));

export type AlertRuleChanges = Static<typeof alertRulesBody>;
export type AlertRulesView = Static<typeof alertRulesView>;
