import { streamText, type PumpSummary } from '@cisterna/contract';
import { listAlerts, readPumps, type ReadModel } from '@cisterna/read-model';
import { maySee, visibleClinics } from '../access/principal.ts';
import type { PumpReader } from '../pumps/pump-reader.ts';
import type { StreamFilter } from './live-batch.ts';

/** What a snapshot is read from. */
export interface SnapshotSource {
  readonly model: ReadModel;
  readonly topic: string;
  readonly pumps: PumpReader;
}

/** How many pumps, and how many alerts, one part holds at most. */
export const partSize = 500;

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const emptyPage = { items: [], nextCursor: null } as const;

const clinicsOf = ({ principal, clinicIds }: StreamFilter): readonly string[] | undefined =>
  visibleClinics(principal, clinicIds) ?? undefined;

const namedPumps = async (
  { model, topic, pumps }: SnapshotSource,
  filter: StreamFilter,
  pumpIds: readonly string[],
): Promise<PumpSummary[]> => {
  const rows = await readPumps(model, topic, pumpIds);
  const { principal, clinicIds } = filter;
  const wanted = rows.filter(
    ({ clinicId }) => maySee(principal, clinicId) && (clinicIds === null || clinicIds.includes(clinicId ?? '')),
  );
  return pumps.summaries(wanted.sort((a, b) => (a.pumpId < b.pumpId ? -1 : 1)));
};

const pumpPage = async (
  source: SnapshotSource,
  filter: StreamFilter,
  cursor: string | null,
): Promise<Page<PumpSummary>> => {
  const { pumpIds } = filter;
  if (pumpIds === null)
    return source.pumps.list({ filter: { clinicIds: clinicsOf(filter) }, sort: 'id', limit: partSize, cursor });
  const start = Number(cursor ?? 0);
  const end = start + partSize;
  const items = await namedPumps(source, filter, pumpIds.slice(start, end));
  return { items, nextCursor: end < pumpIds.length ? String(end) : null };
};

const alertPage = async (
  { model }: SnapshotSource,
  filter: StreamFilter,
  cursor: string | null,
): Promise<Page<string>> => {
  const wanted = { openOnly: true, pumpIds: filter.pumpIds ?? undefined, clinicIds: clinicsOf(filter) };
  const { items, nextCursor } = await listAlerts(model, { filter: wanted, limit: partSize, cursor });
  return { items: items.map(({ pumpId, doc }) => streamText(pumpId, doc)), nextCursor };
};

/** One `snapshot` message. */
export interface SnapshotPart {
  readonly data: string;
  readonly last: boolean;
}

const textOf = (pump: PumpSummary): string => streamText(pump.id, JSON.stringify(pump));

const partOf = (pumps: readonly PumpSummary[], alertDocs: readonly string[], last: boolean): SnapshotPart => ({
  data: `{"pumps":[${pumps.map(textOf).join(',')}],"alerts":[${alertDocs.join(',')}],"last":${last}}`,
  last,
});

/** All pumps and open alerts that a client wants, in parts; the last says so, and there is at least one. */
export async function* snapshotParts(source: SnapshotSource, filter: StreamFilter): AsyncGenerator<SnapshotPart> {
  let pumps: Page<PumpSummary> = await pumpPage(source, filter, null);
  let alerts: Page<string> = await alertPage(source, filter, null);
  for (;;) {
    const last = pumps.nextCursor === null && alerts.nextCursor === null;
    yield partOf(pumps.items, alerts.items, last);
    if (last) return;
    const [pumpCursor, alertCursor] = [pumps.nextCursor, alerts.nextCursor];
    pumps = pumpCursor === null ? emptyPage : await pumpPage(source, filter, pumpCursor);
    alerts = alertCursor === null ? emptyPage : await alertPage(source, filter, alertCursor);
  }
}
