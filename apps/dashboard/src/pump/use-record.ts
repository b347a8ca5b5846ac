import type { ReconciliationView } from '@cisterna/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call, CallRefused, withQuery } from '../data/call.ts';
import { bodyOf, faultsOf, type FieldFaults, type FieldValues } from './record-body.ts';
import type { RecordSpec } from './record-spec.ts';
import { pumpPath } from './use-pump.ts';

/** What a dry run says: null for a first refill, which nothing can be compared with. */
export type Verdict = ReconciliationView | null;

/** A record on its way to the service. */
export interface Recording {
  readonly faults: FieldFaults;
  readonly busy: boolean;
  /** A refill of nearly the same time is known; saving needs a confirmation. */
  readonly repeated: boolean;
  /** Saves; true once it is durable. */
  readonly save: (values: FieldValues, confirm?: boolean) => Promise<boolean>;
  /** Judges a refill without saving; undefined where the fields are faulty. */
  readonly judge: (values: FieldValues) => Promise<Verdict | undefined>;
}

/** The projector needs a moment until what was saved is in the views. */
const rereadMs = 700;

const freshKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** The same key while the body is the same, so that trying again never records twice. */
const useIdempotencyKey = (): ((body: unknown) => string) => {
  const last = useRef({ text: '', key: '' });
  return body => {
    const text = JSON.stringify(body);
    if (last.current.text !== text) last.current = { text, key: freshKey() };
    return last.current.key;
  };
};

/** Sends what a form holds and keeps what the service says about it. */
export const useRecord = (pumpId: string, spec: RecordSpec): Recording => {
  const client = useQueryClient();
  const keyFor = useIdempotencyKey();
  const [faults, setFaults] = useState<FieldFaults>({});
  const [busy, setBusy] = useState(false);
  const [repeated, setRepeated] = useState(false);
  const send = async (values: FieldValues, query: Readonly<Record<string, string>>): Promise<{ readonly answer: unknown } | undefined> => {
    const { body, faults: found } = bodyOf(spec, values);
    setFaults(found);
    if (Object.keys(found).length > 0) return undefined;
    setBusy(true);
    try {
      return { answer: await call(withQuery(`${pumpPath(pumpId)}/${spec.call}`, query), { method: 'POST', body, headers: { 'idempotency-key': keyFor(body) } }) };
    } catch (error) {
      setRepeated(error instanceof CallRefused && error.code === 'refill-already-recorded');
      setFaults(faultsOf(spec, error));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  const save = async (values: FieldValues, confirm = false): Promise<boolean> => {
    const saved = await send(values, confirm ? { confirm: 'true' } : {});
    if (saved !== undefined) setTimeout(() => { void client.invalidateQueries({ queryKey: ['pump', pumpId] }); }, rereadMs);
    return saved !== undefined;
  };
  const judge = async (values: FieldValues): Promise<Verdict | undefined> => (await send(values, { dryRun: 'true' }))?.answer as Verdict | undefined;
  return { faults, busy, repeated, save, judge };
};
