import { defineRoute } from '../http/route.ts';

const document = { type: 'object' } as const;

export const openApi = defineRoute({
  method: 'GET',
  path: '/openapi.json',
  summary: 'This document',
  access: 'public',
  query: {},
  answers: { 200: { description: 'OpenAPI 3.1.', schema: document } },
  problems: [],
});

export const asyncApi = defineRoute({
  method: 'GET',
  path: '/asyncapi.json',
  summary: 'The topics and their messages',
  access: 'public',
  query: {},
  answers: { 200: { description: 'AsyncAPI 3.0.', schema: document } },
  problems: [],
});

/** The documents about the service itself. */
export const documentRoutes = [openApi, asyncApi];
