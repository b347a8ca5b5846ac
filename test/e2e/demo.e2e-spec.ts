import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatTime, type AlertView, type PumpSummary } from '@cisterna/contract';
import { eventually } from '../kit/eventually.ts';
import { HttpClient } from '../kit/http-client.ts';
import { ServiceProcess } from '../kit/service-process.ts';
import { temporaryFolder, type TemporaryFolder } from '../kit/temporary-folder.ts';

const readyWithinMs = 20_000;
const endsWithinMs = 5_000;
const alertWithinMs = 120_000;

/** Stops as Ctrl-C does; answers how it ended and after which time. */
const interrupt = async (service: ServiceProcess): Promise<{ code: number | null; ms: number }> => {
  const asked = performance.now();
  const { code } = await service.stop('SIGINT');
  return { code, ms: performance.now() - asked };
};

/** The pumps whose level is known, and it. */
const levels = async (http: HttpClient): Promise<Map<string, number>> => {
  const pumps = await http.all<PumpSummary>('/v1/pumps');
  return new Map(pumps.map(({ id, reservoir }) => [id, reservoir.computedLevelNl ?? -1]));
};

/** How many events each pump has. */
const versions = async (http: HttpClient): Promise<Map<string, number>> =>
  new Map((await http.all<PumpSummary>('/v1/pumps')).map(({ id, version }) => [id, version]));

describe('the demonstration, all in one process on embedded stores', () => {
  let folder: TemporaryFolder;
  let service: ServiceProcess;
  let http: HttpClient;
  let alert: AlertView;
  let known: Map<string, number>;

  const start = async (): Promise<void> => {
    service = await ServiceProcess.spawn('demo', { CISTERNA_DATA_DIR: folder.path });
    await service.ready(readyWithinMs);
    http = new HttpClient(service.url);
  };
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(async () => {
    await service.stop('SIGTERM');
    await folder.remove();
  });

  it(`is ready within ${readyWithinMs / 1000} s and says where to look`, async () => {
    await start();
    await eventually('it says where', () => service.output.includes(`Cisterna is running: ${service.url}`));
    expect(service.output).toContain('This is not a medical device');
    expect(await http.get('/openapi.json')).toMatchObject({ openapi: '3.1.0' });
  });

  it('shows pumps whose levels move', async () => {
    const before = await eventually('24 pumps', async () => {
      const found = await levels(http);
      return found.size === 24 ? found : null;
    });
    await eventually('a level moves', async () =>
      [...(await levels(http))].some(([id, level]) => level !== before.get(id)),
    );
  });

  it(
    'raises an alert for a fault that began while it was watched, within two minutes',
    async () => {
      const bookmark = JSON.parse(await readFile(join(folder.path, 'simulated-fleet.json'), 'utf8')) as {
        liveAt: number;
      };
      const since = formatTime(bookmark.liveAt);
      alert = await eventually(
        'an alert of a live fault',
        async () => {
          const alerts = await http.all<AlertView>('/v1/alerts?kind=motor-stall,catheter-suspected');
          return alerts.find(({ onsetAt }) => onsetAt >= since) ?? null;
        },
        alertWithinMs,
      );
      expect(alert.condition).not.toBe('inactive');
    },
    alertWithinMs + 10_000,
  );

  it('ends within 5 s on Ctrl-C with exit code 0', async () => {
    known = await versions(http);
    const { code, ms } = await interrupt(service);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(endsWithinMs);
  });

  it('goes on with the same data when it is started again', async () => {
    await start();
    expect(await http.get<AlertView>(`/v1/alerts/${encodeURIComponent(alert.id)}`)).toMatchObject({
      onsetAt: alert.onsetAt,
      raisedAt: alert.raisedAt,
    });
    const before = await levels(http);
    const versionsNow = await versions(http);
    expect([...versionsNow.keys()]).toEqual([...known.keys()]);
    for (const [id, version] of versionsNow) expect(version).toBeGreaterThanOrEqual(known.get(id)!);
    await eventually('a level moves', async () =>
      [...(await levels(http))].some(([id, level]) => level !== before.get(id)),
    );
    expect(await interrupt(service)).toMatchObject({ code: 0 });
  });
});
