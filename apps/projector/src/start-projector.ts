import type { CheckResult } from '@cisterna/platform';
import type { PartitionStatus, Subscription } from '@cisterna/event-log';
import type { Service } from '@cisterna/service';
import { keepAlertGauge } from './alert-gauge.ts';
import { Projector } from './projector.ts';

const lagOf = (partitions: readonly PartitionStatus[]): number =>
  partitions.reduce((sum, { position, high }) => sum + (position === null || high === null || high < position ? 0 : Number(high - position)), 0);

/** Ready when the group has given its assignment (none counts) and no partition has stopped; lag is told and never makes unready. */
const checkOf = (subscription: Subscription) => (): CheckResult => {
  const { state, detail } = subscription.status();
  const partitions = subscription.partitions();
  const stopped = partitions.filter(p => p.state === 'stopped');
  const lag = { events: lagOf(partitions), seconds: null };
  if (stopped.length > 0) return { ok: false, detail: stopped.map(p => p.error?.message ?? `partition ${p.partition} has stopped`).join('; '), lag };
  return state === 'assigned' ? { ok: true, lag } : { ok: false, detail: detail ?? state, lag };
};

/** Starts the projector of this process and registers its health; it stops before the stores are closed. */
export const startProjector = (service: Service): void => {
  const { eventLog, model, metrics, log, clock, settings, health, shutdown } = service;
  const projector = new Projector({ eventLog, model, metrics, log, clock, clockKind: settings.clock, logStopsWithService: settings.log.kind === 'embedded' });
  const subscription = projector.start();
  const stopGauge = keepAlertGauge(service);
  health.register('projector', checkOf(subscription));
  shutdown.add('projector', async () => {
    stopGauge();
    await projector.stop();
  }, 3_000);
};
