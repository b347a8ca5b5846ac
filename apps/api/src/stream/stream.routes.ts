import { namesParameter } from '../http/parameter.ts';
import { defineRoute } from '../http/route.ts';

export const streamRoute = defineRoute({
  method: 'GET',
  path: '/v1/stream',
  summary:
    'Changes as they happen: `snapshot` (where there is nothing to resume), then `pump` (a summary), `alert` and `system` messages',
  access: 'read',
  query: {
    pumpId: namesParameter('Only these pumps.'),
    clinicId: namesParameter('Only pumps of these clinics.'),
  },
  headers: { 'Last-Event-ID': 'Resumes after the message with this id, without a loss.' },
  answers: {
    200: {
      description: 'Server-Sent Events; each `data` is JSON: StreamPump for `pump`, StreamAlert for `alert`, SubscriberMessage for `system`, StreamSnapshot for `snapshot`.',
      schema: { type: 'string' },
      mediaType: 'text/event-stream',
    },
  },
  problems: [],
});
