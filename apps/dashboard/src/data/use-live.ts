import { useSyncExternalStore } from 'react';
import { LiveStore, type LiveFleet } from './live-store.ts';

const store = new LiveStore();

/** The live fleet; one stream for the whole page. */
export const useLive = (): LiveFleet => useSyncExternalStore(store.subscribe, store.current);
