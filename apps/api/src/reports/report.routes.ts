import { named } from '../http/list.routes.ts';
import { namesParameter, timeParameter } from '../http/parameter.ts';
import { defineRoute } from '../http/route.ts';

export const alarmReportRoute = defineRoute({
  method: 'GET',
  path: '/v1/reports/alarms',
  summary: 'How good the alarms were: rates, acknowledgement, chattering, floods, beside the figures of the standards',
  access: 'read',
  query: {
    clinicId: namesParameter('Only alarms of pumps of these clinics.'),
    from: timeParameter('The start of the period; 30 days before its end when left out.'),
    to: timeParameter('The end of the period, at most 400 days later; now when left out, or when it lies ahead.'),
  },
  answers: { 200: { description: 'The report.', schema: named('AlarmReport') } },
  problems: [],
});
