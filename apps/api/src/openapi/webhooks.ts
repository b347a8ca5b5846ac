import type { JsonSchema } from '../http/parameter.ts';

const header = (name: string, description: string): JsonSchema => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

/** After Standard Webhooks. */
const headers: readonly JsonSchema[] = [
  header('webhook-id', 'The same over all attempts of one message: what came before under it may be dropped.'),
  header('webhook-timestamp', 'When this attempt was made, in seconds since 1970: refuse what is minutes old.'),
  header(
    'webhook-signature',
    'One `v1,` and base64 of HMAC-SHA256 over id, timestamp and body joined by dots for each valid secret, with spaces between.',
  ),
];

const responses: JsonSchema = {
  '2XX': { description: 'Taken.' },
  410: { description: 'Ends the subscription.' },
  default: {
    description: 'Not taken: it is tried again with growing waits for three days. Redirects are not followed.',
  },
};

const message = (summary: string, schema: string): JsonSchema => ({
  post: {
    summary,
    parameters: headers,
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
    },
    responses,
    security: [],
  },
});

/** The `webhooks` of the OpenAPI document: what a subscription of channel `webhook` is posted. */
export const webhooks: Readonly<Record<string, JsonSchema>> = {
  'alert.changed': message(
    'An alert has changed; `type` says how, `data` is the alert after it. Within one alert in the order of versions.',
    'AlertMessage',
  ),
  'alert.test': message('A test, asked for or the weekly one: an `alert.raised` with `test` true.', 'AlertMessage'),
  'subscription.changed': message(
    'Another subscription of the clinic is failing, has recovered, or has ended.',
    'SubscriberMessage',
  ),
};
