import { LogUnavailable, type EventLog } from '@cisterna/event-log';
import { createApi } from '../create-api.ts';
import { history, hourMs, march, recordOf } from '../testing/events.fixture.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { HttpClient } from '../testing/http-client.fixture.ts';
import { itemsOf, ProjectedApi } from '../testing/projected-api.fixture.ts';
import { pendingRecords } from './pending-records.ts';

const now = march + 30 * hourMs;
const symptom = { kind: 'none', severity: 0 };

describe('keeping records until the archive has them', () => {
  let run: ProjectedApi;
  let http: HttpClient;

  beforeAll(async () => {
    run = await ProjectedApi.start(now);
    ({ http } = run);
  });

  afterAll(() => run.stop());

  it('appends what the log could not take at once, with the same bytes', async () => {
    await run.posted(history('P-9', 1));
    let away = true;
    const append: EventLog['append'] = records =>
      away ? Promise.reject(new LogUnavailable('away')) : run.service.eventLog.append(records);
    const flaky = Object.create(run.service.eventLog, { append: { value: append } }) as EventLog;
    const other = await createApi({ ...run.service.parts(), eventLog: flaky });
    await other.listen();
    const answer = await new HttpClient(other.url).post('/v1/pumps/P-9/symptoms', symptom);
    expect(answer.status).toBe(201);
    expect(await pendingRecords(run.service.model, 'P-9')).toMatchObject([{ event: answer.text }]);
    away = false;
    run.service.clock.at = now + 5_000;
    await run.shown('P-9', answer.body['id']);
    await eventually(async () => (await pendingRecords(run.service.model, 'P-9')).length === 0);
    run.service.clock.at = now;
    await other.close();
  });

  it('takes the next entry where the log holds something else under the same identity', async () => {
    await run.posted(history('P-10', 1));
    const foreign = recordOf(
      'symptom.reported.v1',
      { pumpId: 'P-10', seq: 3, at: march + hourMs, entry: 1 },
      { kind: 'overdose', severity: 9 },
    );
    await run.projection.paused(async () => {
      await http.postEvents([foreign]);
      expect((await http.post('/v1/pumps/P-10/symptoms', symptom)).body).toMatchObject({ id: 'P-10:1:3+1' });
    });
    run.service.clock.at = now + 5_000;
    await run.shown('P-10', 'P-10:1:3+2');
    run.service.clock.at = now;
    const symptoms = itemsOf(await http.get('/v1/pumps/P-10/events?type=symptom.reported.v1'));
    expect(symptoms.at(-1)).toMatchObject({ entry: 2, data: symptom });
  });
});
