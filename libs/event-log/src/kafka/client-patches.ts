import { leaveRecordsPacked } from './fetch-response.ts';
import { encodeRecordsOurselves } from './produce-request.ts';

let done = false;

/** Puts our record codec into kafkajs, once for the process. */
export const patchClient = (): void => {
  if (done) return;
  done = true;
  leaveRecordsPacked();
  encodeRecordsOurselves();
};
