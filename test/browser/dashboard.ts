import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { eventually } from '../kit/eventually.ts';
import { HttpClient } from '../kit/http-client.ts';
import { ServiceProcess, type Environment } from '../kit/service-process.ts';
import type { WireEvent } from '../kit/telemetry.ts';
import { temporaryFolder, type TemporaryFolder } from '../kit/temporary-folder.ts';
import { browserRequired, chromiumFlags, findChromium } from '../runner/chromium.mjs';

const executablePath = findChromium(process.env);
const batchType = { 'content-type': 'application/cloudevents-batch+json' };
const batchSize = 1_000;

/** `describe` where a browser is, or must be; elsewhere a skipped one whose title says why. */
export const describeWithBrowser = (name: string, suite: () => void): void => {
  if (executablePath !== null || browserRequired(process.env)) describe(name, suite);
  else describe.skip(`${name} (SKIPPED: no Chromium was found, CHROMIUM names one)`, suite);
};

/** What a page is looked at with. */
export interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly hasTouch?: boolean;
}

const desktop = { width: 1440, height: 900 };

/** A running service on a folder of its own, and a browser to look at its dashboard with. */
export class Dashboard {
  /** What the pages complained of: errors of scripts, of the console, of the content policy. */
  private faults: readonly string[] = [];

  private constructor(
    private service: ServiceProcess,
    private readonly environment: Environment,
    private readonly folder: TemporaryFolder,
    private readonly browser: Browser,
  ) {}

  static async open(over: Environment = {}): Promise<Dashboard> {
    if (executablePath === null)
      throw new Error('a browser is required here (REQUIRE_BROWSER or CI is set): no Chromium was found');
    const folder = await temporaryFolder();
    const environment = { CISTERNA_DATA_DIR: folder.path, LOG_LEVEL: 'warn', ...over };
    const [service, browser] = await Promise.all([
      ServiceProcess.start('cisterna', environment),
      chromium.launch({ executablePath, args: [...chromiumFlags] }),
    ]);
    return new Dashboard(service, environment, folder, browser);
  }

  /** One that has taken these events of registered pumps, and folded them. */
  static async with(events: readonly WireEvent[], over: Environment = {}): Promise<Dashboard> {
    const dashboard = await Dashboard.open(over);
    await dashboard.post(events);
    await dashboard.folded(events.length);
    return dashboard;
  }

  get api(): HttpClient {
    return new HttpClient(this.service.url);
  }

  /** Sends events in batches, in this order. */
  async post(events: readonly WireEvent[]): Promise<void> {
    for (let done = 0; done < events.length; done += batchSize) {
      const body = JSON.stringify(events.slice(done, done + batchSize));
      const { status, body: answer } = await this.api.send<{ rejected: unknown[] }>('POST', '/v1/events', {
        body,
        headers: batchType,
      });
      if (status !== 202 || answer.rejected.length > 0)
        throw new Error(`POST /v1/events answered ${status}: ${JSON.stringify(answer)}`);
    }
  }

  /** Waits until so many events of registered pumps are folded. */
  async folded(events: number): Promise<void> {
    await eventually(`${events} events are folded`, async () => {
      const pumps = await this.api.all<{ version: number }>('/v1/pumps');
      return pumps.reduce((sum, { version }) => sum + version, 0) >= events;
    });
  }

  /** A browser of its own, with a storage of its own. */
  async visitor(look: Look = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      viewport: desktop,
      colorScheme: 'light',
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
      ...look,
    });
    context.setDefaultTimeout(20_000);
    context.on('weberror', error => {
      this.faults = [...this.faults, error.error().message];
    });
    context.on('console', message => {
      if (message.type() === 'error') this.faults = [...this.faults, `${message.text()} ${message.location().url}`];
    });
    return context;
  }

  /** The address of a route of the dashboard. */
  address(route = '/'): string {
    return `${this.service.url}/#${route}`;
  }

  /** A page at a route, in a browser of its own. */
  async visit(route = '/', look: Look = {}): Promise<Page> {
    const page = await (await this.visitor(look)).newPage();
    await page.goto(this.address(route));
    return page;
  }

  /** Complaints that a test brought about, such as those about an answer that refuses. */
  forgive(expected: RegExp): void {
    this.faults = this.faults.filter(fault => !expected.test(fault));
  }

  /** Ends the service as a power cut would. */
  cut(): Promise<void> {
    return this.service.kill();
  }

  /** Starts the service again, on the same folder and port. */
  async restart(): Promise<void> {
    this.service = await ServiceProcess.start('cisterna', this.environment, this.service.port);
  }

  /** Closes every page, ends the service, and answers what the pages complained of. */
  async close(): Promise<readonly string[]> {
    await this.browser.close();
    await this.service.stop();
    await this.folder.remove();
    return this.faults;
  }
}

/** The dashboard over the seeded clinics' kind of time: that of the stream, in one partition. */
export const streamTime: Environment = { CISTERNA_CLOCK: 'stream', CISTERNA_PARTITIONS: '1' };
