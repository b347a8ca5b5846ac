import type { CatheterStatus, CatheterView } from '@cisterna/contract';
import { catheterStatus } from '../catheter/catheter.ts';
import { catheterView } from '../catheter/catheter-view.ts';
import { indirectJudgement, indirectStanding } from '../therapy-effect/indirect-suspicion.ts';
import type { PumpState } from './pump-state.ts';

/** Where the judgement of a pump's catheter stands: by its sensor, or without one by what the patient shows. */
export const catheterStatusOf = ({ catheter, indirect }: PumpState): CatheterStatus =>
  catheter.sensor ? catheterStatus(catheter) : catheterStatus(catheter, indirectStanding(indirect));

/** The same with all that speaks for it. */
export const catheterViewOf = ({ catheter, indirect }: PumpState): CatheterView =>
  catheter.sensor ? catheterView(catheter) : catheterView(catheter, indirectJudgement(indirect));
