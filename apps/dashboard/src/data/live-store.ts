import type { AlertView, PumpSummary, StreamSnapshot } from '@cisterna/contract';
import { EventSource, type EventSourceFetchInit } from 'eventsource';
import { fetchWithKey } from './access-key.ts';
import { watchedAnswer } from './watched-answer.ts';

/** How the page stands with the service: `lost` is shown to everybody. */
export type Connection = 'connecting' | 'live' | 'lost';

/** The fleet as the live stream tells it. */
export interface LiveFleet {
  readonly connection: Connection;
  /** When something last came, ms since 1970; null before. */
  readonly heardAt: number | null;
  /** The newest receipt of any pump, ms since 1970; null before. */
  readonly newestAt: number | null;
  readonly pumps: ReadonlyMap<string, PumpSummary>;
  /** Open alerts by id. */
  readonly alerts: ReadonlyMap<string, AlertView>;
  /** Whether the first snapshot is whole. */
  readonly complete: boolean;
}

const nothing: LiveFleet = { connection: 'connecting', heardAt: null, newestAt: null, pumps: new Map(), alerts: new Map(), complete: false };

/** Changes within this time are shown together: a page that repaints for each of 200 changes a second helps nobody. */
const gatherMs = 250;

/** The service says something every 15 s, if only a comment: three such silences are none of its own. */
const quietMs = 45_000;

/** Asks for the stream, which is given up where it falls silent: its reader then asks again from where it was. */
const askForStream = (input: string | URL, init: EventSourceFetchInit): Promise<Response> =>
  watchedAnswer(silent => {
    const signals = [silent, ...(init.signal instanceof AbortSignal ? [init.signal] : [])];
    return fetchWithKey(input, { ...init, signal: AbortSignal.any(signals) });
  }, quietMs);

/** An alert that needs nobody any more is no longer listed as open. */
const isOver = ({ condition, acknowledged, history }: AlertView): boolean =>
  condition === 'inactive' && (acknowledged !== null || history.some(({ change }) => change === 'withdrawn' || change === 'reset'));

/** Holds what the live stream told and tells its listeners of news, gathered; survives losses of the connection by itself. */
export class LiveStore {
  private fleet = nothing;
  private readonly pumps = new Map<string, PumpSummary>();
  private readonly alerts = new Map<string, AlertView>();
  private readonly listeners = new Set<() => void>();
  private source: EventSource | null = null;
  private pending: ReturnType<typeof setTimeout> | null = null;
  private complete = false;
  private newestAt: number | null = null;
  private connection: Connection = 'connecting';

  /** The state as last told to listeners; the same object until something changes. */
  readonly current = (): LiveFleet => this.fleet;

  /** Listens; the first listener opens the stream, the last one closes it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    this.source ??= this.open();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      this.source?.close();
      this.source = null;
    };
  };

  private open(): EventSource {
    const source = new EventSource('/v1/stream', { fetch: askForStream });
    source.addEventListener('open', () => {
      this.told('live');
    });
    source.addEventListener('error', () => {
      this.told('lost');
    });
    source.addEventListener('snapshot', ({ data }) => {
      this.snapshot(JSON.parse(data as string) as StreamSnapshot);
    });
    source.addEventListener('pump', ({ data }) => {
      this.pump(JSON.parse(data as string) as PumpSummary);
    });
    source.addEventListener('alert', ({ data }) => {
      this.alert(JSON.parse(data as string) as AlertView);
    });
    return source;
  }

  private snapshot({ pumps, alerts, last }: StreamSnapshot): void {
    if (this.complete) {
      this.pumps.clear();
      this.alerts.clear();
    }
    this.complete = last;
    for (const pump of pumps) this.keep(pump);
    for (const alert of alerts) this.alerts.set(alert.id, alert);
    this.told('live');
  }

  private keep(pump: PumpSummary): void {
    this.pumps.set(pump.id, pump);
    const at = Date.parse(pump.connectivity.lastReceivedAt ?? '');
    if (at > (this.newestAt ?? -Infinity)) this.newestAt = at;
  }

  private pump(pump: PumpSummary): void {
    this.keep(pump);
    this.told('live');
  }

  private alert(alert: AlertView): void {
    if (isOver(alert)) this.alerts.delete(alert.id);
    else this.alerts.set(alert.id, alert);
    this.told('live');
  }

  private told(connection: Connection): void {
    this.connection = connection;
    this.pending ??= setTimeout(() => {
      this.pending = null;
      const heardAt = this.connection === 'live' ? Date.now() : this.fleet.heardAt;
      this.fleet = { connection: this.connection, heardAt, newestAt: this.newestAt, pumps: new Map(this.pumps), alerts: new Map(this.alerts), complete: this.complete };
      for (const listener of this.listeners) listener();
    }, gatherMs);
  }
}
