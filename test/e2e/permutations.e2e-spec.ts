import type { AlertView, PumpView, ReconciliationView } from '@cisterna/contract';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { HttpClient } from '../kit/http-client.ts';
import { livedPump } from '../kit/lived-pump.ts';
import { Random } from '../kit/random.ts';
import { Stage } from '../kit/stage.ts';
import { hourMs, renamed, type WireEvent } from '../kit/telemetry.ts';
import { naiveFold } from './naive-fold.ts';

const orders = 20;
const pumpNames = ['A', 'B', 'C', 'D'];
const from = Date.now() - 12 * 24 * hourMs;
const histories = new Map(
  pumpNames.map((name, index) => [name, livedPump(name, { seed: 100 + index, hours: 240, from }).events]),
);

/** Alerts that speak of arrival or of the calendar are exempt from the law. */
const exempt = new Set(['pump-silent', 'records-rejected', 'data-gap', 'clock-skew', 'refill-due', 'drug-expiry']);

/** One arrival order: shuffled, some events twice or thrice; the first is the pump's own order without repeats. */
const arrivalOf = (events: readonly WireEvent[], order: number): readonly WireEvent[] => {
  if (order === 0) return events;
  const random = new Random(order);
  const repeated = events.flatMap(event =>
    random.chance(0.2) ? [event, event, ...(random.chance(0.2) ? [event] : [])] : [event],
  );
  if (order % 3 !== 0) return random.shuffled(repeated);
  // Late rather than shuffled: mostly in order, with some that come much later.
  const place = repeated.map((event, index) => ({
    event,
    at: index + (random.chance(0.1) ? random.whole(1, 200) : 0),
  }));
  return place.sort((a, b) => a.at - b.at).map(({ event }) => event);
};

interface Standing {
  readonly view: unknown;
  readonly reconciliations: readonly ReconciliationView[];
  readonly alerts: readonly string[];
}

describeWithKafka(`${orders} random arrival orders of the same events, through a real broker`, () => {
  let stage: Stage;
  let http: HttpClient;
  const nameOf = (pump: string, order: number): string => `ORD-${pump}-${String(order).padStart(2, '0')}`;

  /** All copies at once, each in its own order, in small appends that mix the pumps. */
  const sendAll = async (): Promise<void> => {
    const copies = [...histories].flatMap(([pump, events]) =>
      Array.from({ length: orders }, (_, order) =>
        arrivalOf(events, order).map(event => renamed(event, nameOf(pump, order))),
      ),
    );
    const longest = Math.max(...copies.map(copy => copy.length));
    for (let at = 0; at < longest; at += 20) await stage.send(copies.flatMap(copy => copy.slice(at, at + 20)));
  };

  const standingOf = async (name: string): Promise<Standing> => {
    const { id: _, connectivity, alerts: __, ...view } = await http.get<PumpView>(`/v1/pumps/${name}`);
    const alerts = await http.all<AlertView>(`/v1/alerts?state=all&pumpId=${name}`);
    const supported = alerts.filter(({ kind, history }) => !exempt.has(kind) && history.at(-1)?.change !== 'withdrawn');
    return {
      view: { ...view, lastEventAt: connectivity.lastEventAt },
      reconciliations: await http.all<ReconciliationView>(`/v1/pumps/${name}/reconciliations`),
      alerts: supported
        .map(({ id, kind, condition, onsetAt }) => [id.replace(name, ''), kind, condition, onsetAt].join(' '))
        .sort(),
    };
  };

  beforeAll(async () => {
    stage = await Stage.open();
    http = new HttpClient((await stage.start('cisterna')).url);
    await sendAll();
    const distinct = [...histories.values()].reduce((sum, events) => sum + events.length, 0) * orders;
    await eventually(
      'every event is projected',
      async () => (await stage.database.count('select sum(version) from pump')) === distinct,
    );
    await http.getWhen<{ lag: { events: number } }>('/v1/fleet', ({ lag }) => lag.events === 0);
  }, 180_000);
  afterAll(() => stage.close());

  it.each(pumpNames)('gives pump %s one and the same reading, whatever came when', async pump => {
    const inOrder = await standingOf(nameOf(pump, 0));
    expect(inOrder.alerts.length).toBeGreaterThan(3);
    for (let order = 1; order < orders; order += 1) {
      const other = await standingOf(nameOf(pump, order));
      expect({ order, ...other }).toEqual({ order, ...inOrder });
    }
  });

  it.each(pumpNames)('agrees for pump %s with a fold written from the contract alone', async pump => {
    const { reconciliations, openDeviceAlarms, missing, completeThrough, version, ...reservoir } = naiveFold(
      histories.get(pump)!,
    );
    const view = await http.get<PumpView>(`/v1/pumps/${nameOf(pump, orders - 1)}`);
    expect(view.reservoir).toMatchObject(reservoir);
    expect(view).toMatchObject({
      version,
      mechanism: { openDeviceAlarms },
      completeness: { missing, completeThrough },
    });
    expect(await http.all(`/v1/pumps/${nameOf(pump, orders - 1)}/reconciliations`)).toMatchObject(reconciliations);
    expect(reconciliations.length).toBeGreaterThan(1);
    expect(missing).toBeGreaterThan(0);
  });
});
