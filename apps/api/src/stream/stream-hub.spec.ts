import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NEVER } from 'rxjs';
import { administrator } from '../access/principal.ts';
import { ChangesInMemory } from '../testing/changes.fixture.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { SseClient } from '../testing/sse-client.fixture.ts';
import { LiveFeed } from './live-feed.ts';
import { StreamHub, type StreamParts } from './stream-hub.ts';

const filter = { principal: administrator('admin'), pumpIds: null, clinicIds: null };
const log = { info: () => undefined, warn: () => undefined };

describe('StreamHub', () => {
  let server: Server;
  let hub: StreamHub;
  let feed: LiveFeed;
  let changes: ChangesInMemory;

  /** A client that resumes at a position, so that no snapshot is read. */
  const resume = async (position: string): Promise<SseClient> => {
    const { port } = server.address() as AddressInfo;
    return SseClient.open(`http://127.0.0.1:${port}/`, `here.p.1.${position}`);
  };

  beforeEach(async () => {
    changes = new ChangesInMemory();
    feed = new LiveFeed(changes, NEVER, log);
    const unused = {} as StreamParts['snapshot'];
    hub = new StreamHub({
      feed,
      changes,
      snapshot: unused,
      installation: () => Promise.resolve('here'),
      log,
      beatEveryMs: 20,
    });
    server = createServer((request, response) => {
      const lastEventId = request.headers['last-event-id'] as string;
      void hub.start(lastEventId, filter).then(start => hub.serve(response, filter, start));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    hub.close();
    await feed.stop();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  it('shows a quiet client again and again that the connection lives', async () => {
    changes.count = 1;
    const client = await resume('0');
    await eventually(() => client.comments.length >= 3);
  });

  it('sends what the client missed, each message once, with ids that can be resumed behind', async () => {
    changes.count = 7;
    const client = await resume('2');
    await eventually(() => client.received.length === 5);
    expect(client.received.map(({ data }) => data)).toEqual([3, 4, 5, 6, 7]);
    const resumed = await SseClient.open(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      client.received.at(-1)?.id ?? '',
    );
    changes.count = 8;
    await eventually(() => resumed.received.length > 0);
    expect(resumed.received.map(({ data }) => data)).toEqual([8]);
    resumed.close();
    client.close();
  });

  it('forgets a client that has gone, and ends all others when it closes', async () => {
    changes.count = 1;
    const [gone, staying] = [await resume('0'), await resume('0')];
    await eventually(() => hub.size === 2 && feed.size === 2);
    gone.close();
    await eventually(() => hub.size === 1 && feed.size === 1);
    hub.close();
    await eventually(() => staying.ended);
  });
});
