import type { AlertMessage, AlertRulesView, DeliveryView, MaintenanceView, SubscriptionView } from '@cisterna/contract';
import { MailServer } from '../../apps/notifier/src/testing/mail-server.fixture.ts';
import { WebhookServer } from '../../apps/notifier/src/testing/webhook-server.fixture.ts';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { HttpClient, type Answer } from '../kit/http-client.ts';
import type { ServiceProcess } from '../kit/service-process.ts';
import { Stage } from '../kit/stage.ts';
import { hourMs, PumpScript } from '../kit/telemetry.ts';

interface Page<Item> {
  readonly items: readonly Item[];
}

const timeOfDay = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** A pump with a medium alert on a fact, `over-pressure`. */
const faulty = (pumpId: string, clinicId = 'C-1'): PumpScript => {
  const pump = new PumpScript(pumpId, Date.now() - hourMs / 2);
  pump.register({ clinicId });
  pump.refill(0, 18_000_000);
  pump.alarm('raised', 'over-pressure');
  return pump;
};

describeWithKafka('what a clinic and its people have set', () => {
  let stage: Stage;
  let server: MailServer;
  let http: HttpClient;
  let service: ServiceProcess;
  const hooks: WebhookServer[] = [];

  beforeAll(async () => {
    [stage, server] = await Promise.all([Stage.open(), MailServer.listen()]);
    const mail = { SMTP_URL: server.url, CISTERNA_MAIL_FROM: 'Cisterna <alerts@clinic.example>' };
    service = await stage.start('cisterna', mail);
    http = new HttpClient(service.url);
  }, 180_000);
  afterAll(async () => {
    await stage.close();
    await Promise.all([server.close(), ...hooks.map(hook => hook.close())]);
  });

  const listening = async (): Promise<WebhookServer> => {
    const hook = await WebhookServer.listen();
    hooks.push(hook);
    return hook;
  };
  const subscribe = async (
    pumpId: string,
    over: object = {},
  ): Promise<{ readonly id: string; readonly to: string }> => {
    const to = `${pumpId.toLowerCase()}@clinic.example`;
    const body = { name: pumpId, channel: 'email', target: to, pumpIds: [pumpId], ...over };
    const { status, body: made } = await http.post<SubscriptionView>('/v1/subscriptions', body);
    expect(status).toBe(201);
    return { id: made.id, to };
  };
  const send = <Body>(method: string, path: string, value: object): Promise<Answer<Body>> =>
    http.send(method, path, { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } });
  const areInForce = (clinicId: string, version: number): boolean =>
    service.lines.some(
      line =>
        line.includes('projector.rules-in-force') &&
        line.includes(`"clinicId":"${clinicId}"`) &&
        line.includes(`"version":${version}`),
    );
  const deliveriesWhen = async (id: string, fits: (delivery: DeliveryView) => boolean): Promise<DeliveryView> => {
    const path = `/v1/subscriptions/${id}/deliveries`;
    const { items } = await http.getWhen<Page<DeliveryView>>(path, page => page.items.some(fits));
    return items.find(fits)!;
  };

  it('quiet hours: from the event to the one summary at their end', async () => {
    const now = Date.now();
    const quietHours = { from: timeOfDay(now - hourMs), to: timeOfDay(now + hourMs), timeZone: 'Etc/UTC' };
    const { id, to } = await subscribe('QUIET-1', { quietHours });
    await stage.send(faulty('QUIET-1').events);
    const held = await deliveriesWhen(id, ({ status }) => status === 'summarised');
    expect(held.suppressedBy).toEqual([{ reason: 'quiet-hours', detail: held.reason }]);
    expect(server.subjectsTo(to)).toEqual([]);
    await stage.database.rows(`update delivery set due_ms = 0 where status = 'summarised' and summary_id is null`);
    const over = { quietHours: { ...quietHours, from: timeOfDay(now + 2 * hourMs), to: timeOfDay(now + 3 * hourMs) } };
    expect((await send('PATCH', `/v1/subscriptions/${id}`, over)).status).toBe(200);
    await eventually('the summary', () => server.subjectsTo(to).length > 0);
    expect(server.subjectsTo(to)).toEqual(['After the quiet hours: 1 alert']);
  });

  it('maintenance: alerts are raised and told to webhooks as suppressed, and e-mail tells at the end what is still open', async () => {
    const { to, id } = await subscribe('MAINT-1');
    const hook = await listening();
    await http.post('/v1/subscriptions', { name: 'hook', channel: 'webhook', target: hook.url, pumpIds: ['MAINT-1'] });
    const pump = faulty('MAINT-1', 'C-M');
    const body = {
      clinicId: 'C-M',
      endsAt: new Date(Date.now() + hourMs).toISOString(),
      reason: 'firmware',
      by: 'technician',
    };
    const { body: made } = await http.post<MaintenanceView>('/v1/maintenance', body);
    await stage.send(pump.events);
    const kept = await deliveriesWhen(id, ({ status }) => status === 'suppressed');
    expect(kept.suppressedBy.map(({ reason }) => reason)).toEqual(['maintenance']);
    await eventually('the webhook', () => hook.posted.length > 0);
    const [raised] = hook.posted.map(({ body: text }) => JSON.parse(text) as AlertMessage);
    expect(raised).toMatchObject({ type: 'alert.raised', data: { suppressedBy: [{ reason: 'maintenance' }] } });
    expect(server.subjectsTo(to)).toEqual([]);
    expect((await http.send('DELETE', `/v1/maintenance/${made.id}`)).status).toBe(204);
    await eventually('the e-mail', () => server.subjectsTo(to).length > 0);
    expect(server.subjectsTo(to)).toEqual(['Look again: Device fault: over-pressure, pump MAINT-1']);
    await eventually('both changes', () => hook.posted.length === 2);
    expect((JSON.parse(hook.posted[1]!.body) as AlertMessage).data.suppressedBy).toEqual([]);
  });

  it('rules: an alert has the priority that its clinic has set, and takes over another at the pump’s next event', async () => {
    const hook = await listening();
    await http.post('/v1/subscriptions', {
      name: 'hook',
      channel: 'webhook',
      target: hook.url,
      kinds: ['device-fault'],
      pumpIds: ['RULED-1'],
    });
    const path = '/v1/clinics/C-R/alert-rules';
    const rules = { rules: { 'device-fault': { priority: 'low' } } };
    expect((await send<AlertRulesView>('PUT', path, rules)).body).toMatchObject({ ...rules, version: 1 });
    await eventually('the rules are in force', () => areInForce('C-R', 1));
    const pump = faulty('RULED-1', 'C-R');
    await stage.send(pump.events);
    const told = (): string[] =>
      hook.posted
        .map(({ body }) => JSON.parse(body) as AlertMessage)
        .map(({ type, data }) => `${type} ${data.priority}`);
    await eventually('the webhook', () => told().length > 0);
    expect((await send('PUT', path, { rules: { 'device-fault': { priority: 'high' } } })).status).toBe(200);
    await eventually('the new rules are in force', () => areInForce('C-R', 2));
    await stage.send([pump.report(1000)]);
    await eventually('the rise', () => told().length > 1);
    expect(told()).toEqual(['alert.raised low', 'alert.updated high']);
  });
});
