import { sendAlarms, type AlarmLoad } from './alarm-load.ts';
import { AlarmReceipts, type Journey } from './alarm-receipts.ts';
import type { Distribution } from './report.ts';
import { summarize } from './statistics.ts';
import { registerPumps } from './steady-load.ts';
import { underService } from './under-service.ts';
import { WebhookReceivers } from './webhook-receivers.ts';

const topic = 'bench.webhooks';

/** From handing a device's alarm, and its clearing, to the Kafka producer to one webhook's receipt, signature verified, in ms, over the whole service in one process. */
export const measureWebhooks = async (brokers: string, load: AlarmLoad): Promise<readonly Distribution[]> => {
  const receipts = new AlarmReceipts();
  const receivers = new WebhookReceivers(receipts.note);
  const sent = await underService(brokers, topic, async (url, eventLog) => {
    await receivers.subscribe(url);
    await registerPumps(eventLog, load.pumps);
    const times = await sendAlarms(eventLog, load);
    await receipts.untilAll(times, 1);
    return times;
  }).finally(() => {
    receivers.close();
  });
  if (receivers.refused > 0) throw new Error(`${receivers.refused} signatures were wrong`);
  const under = `at ${load.alertsPerSecond} alerts/s raised and as many cleared over ${load.pumps} pumps for ${load.seconds} s after ${load.warmUpSeconds} s of the same`;
  const told = (what: string, journeys: readonly Journey[]): Distribution => ({
    name: `${what} handed to Kafka → webhook verified, ms, ${under}`,
    summary: summarize(journeys.map(({ ms }) => ms)),
  });
  return [told('alarm', receipts.raised(sent)), told('its clearing', receipts.cleared(sent))];
};
