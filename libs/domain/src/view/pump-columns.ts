import type { CatheterStatus, EpochMs } from '@cisterna/contract';
import { deliveryBase, type DeliveryBase } from '../mechanism/mechanism.ts';
import { catheterStatusOf } from '../pump/catheter-outlook.ts';
import type { PumpState } from '../pump/pump-state.ts';
import { refillOutlook } from '../pump/refill-outlook.ts';
import { silentAt } from './pump-view.ts';

/** What lists are filtered and sorted by, without parsing the fold; judged by the reader's clock where a clock matters. */
export interface PumpColumns {
  readonly clinicId: string | null;
  readonly registered: boolean;
  readonly explanted: boolean;
  readonly version: number;
  readonly deliveryBase: DeliveryBase;
  readonly silentAt: EpochMs | null;
  readonly refillBy: EpochMs | null;
  readonly catheterStatus: CatheterStatus;
  readonly lastEventAt: EpochMs;
  readonly lastReceivedAt: EpochMs;
}

/** The columns of a pump with at least one event; they say the same as its view. */
export const pumpColumns = (state: PumpState): PumpColumns => ({
  clinicId: state.registration?.clinicId ?? null,
  registered: state.registration !== null,
  explanted: state.explantedAt !== null,
  version: state.version,
  deliveryBase: deliveryBase(state.mechanism),
  silentAt: silentAt(state),
  refillBy: refillOutlook(state).refillBy,
  catheterStatus: catheterStatusOf(state),
  lastEventAt: state.last?.at ?? 0,
  lastReceivedAt: state.connectivity.lastReceivedAt ?? 0,
});
