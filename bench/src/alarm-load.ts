import type { EventLog } from '@cisterna/event-log';
import { pumpName, record, sendEvenly, type SendTimes } from './steady-load.ts';

/** Alerts raised and cleared at a steady rate, the pumps of a registered fleet in turn. */
export interface AlarmLoad {
  readonly pumps: number;
  /** So many alerts are raised a second, and as many that were raised before are cleared. */
  readonly alertsPerSecond: number;
  readonly seconds: number;
  /** Sent before, at the same rate, and not measured. */
  readonly warmUpSeconds: number;
}

/** When the event of each change of an alert after the warm-up was handed to the log, by `pump:seq` of the raising event. */
export interface AlarmTimes {
  readonly raised: SendTimes;
  readonly cleared: SendTimes;
}

/** A high one among the pump's own, which a person must reset: nothing else of the service is needed to decide it. */
const alarm = 'critical-memory-error';
const standsForSeconds = 5;

/** A pump's seqs: 1 is its registration, then an alarm and its clearing in turn. */
const placeOf = (alert: number, pumps: number): { readonly index: number; readonly seq: number } => ({
  index: alert % pumps,
  seq: 2 + 2 * Math.floor(alert / pumps),
});

/**
 * Sends a device alarm of the next pump and the clearing of an earlier one, so many of each a second, and ends when the last one is cleared.
 * @throws RangeError where the fleet is so small that an alarm would come again before it was cleared
 */
export const sendAlarms = async (eventLog: EventLog, load: AlarmLoad): Promise<AlarmTimes> => {
  const { pumps, alertsPerSecond: perSecond, seconds, warmUpSeconds } = load;
  const standing = perSecond * standsForSeconds;
  if (pumps <= standing) throw new RangeError(`${pumps} pumps are too few for ${perSecond} alerts/s`);
  const [raised, cleared] = [new Map<string, number>(), new Map<string, number>()];
  const [first, last] = [perSecond * warmUpSeconds, perSecond * (warmUpSeconds + seconds)];
  const tell = (alert: number, type: 'raised' | 'cleared') => {
    if (alert < 0 || alert >= last) return [];
    const { index, seq } = placeOf(alert, pumps);
    const times = type === 'raised' ? raised : cleared;
    if (alert >= first) times.set(`${pumpName(index)}:${seq}`, performance.now());
    return [record(index, type === 'raised' ? seq : seq + 1, `alarm.${type}.v1`, { alarm })];
  };
  await sendEvenly(eventLog, { total: last + standing, perSecond }, turn => [
    ...tell(turn, 'raised'),
    ...tell(turn - standing, 'cleared'),
  ]);
  return { raised, cleared };
};
