import { fleetCounts, type JudgedAt } from '@cisterna/read-model';
import type { Service } from '@cisterna/service';

const everyMs = 15_000;

/** Keeps the gauge of open alerts at what the database says; answers how to stop. */
export const keepAlertGauge = ({ model, metrics, log, eventLog, clock, settings }: Service): (() => void) => {
  const measure = async (): Promise<void> => {
    try {
      const judgedAt: JudgedAt = { topic: eventLog.topic, now: settings.clock === 'stream' ? null : clock.now() };
      const { openAlerts } = await fleetCounts(model, judgedAt);
      for (const [priority, count] of Object.entries(openAlerts)) metrics.alertsOpen.set({ priority }, count);
    } catch (err) {
      log.debug({ err }, 'projector.gauge-unavailable');
    }
  };
  void measure();
  const timer = setInterval(() => void measure(), everyMs);
  return () => {
    clearInterval(timer);
  };
};
