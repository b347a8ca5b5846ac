export { openEventLog } from './open-event-log.ts';
export { runProcess } from './run-process.ts';
export type { Service, ServicePart } from './service.ts';
