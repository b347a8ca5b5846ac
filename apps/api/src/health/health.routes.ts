import { defineRoute } from '../http/route.ts';

const health = { type: 'object' } as const;

export const live = defineRoute({
  method: 'GET',
  path: '/health/live',
  summary: 'Whether the process can answer at all',
  access: 'public',
  query: {},
  answers: { 200: { description: 'It can.', schema: health } },
  problems: [],
});

export const ready = defineRoute({
  method: 'GET',
  path: '/health/ready',
  summary: 'Whether every dependency answers; how far the read models are behind',
  access: 'public',
  query: {},
  answers: {
    200: { description: 'All answer.', schema: health },
    503: { description: 'Starting, stopping, or a dependency is away.', schema: health },
  },
  problems: [],
});

export const metrics = defineRoute({
  method: 'GET',
  path: '/metrics',
  summary: 'Measurements for Prometheus',
  access: 'public',
  query: {},
  answers: {
    200: { description: 'The text format of Prometheus.', schema: { type: 'string' }, mediaType: 'text/plain' },
  },
  problems: [],
});

/** Liveness, readiness and measurements. */
export const healthRoutes = [live, ready, metrics];
