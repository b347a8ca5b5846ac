import { receiveInFrames } from './connection-data.ts';
import { leaveRecordsPacked } from './fetch-response.ts';
import { encodeRecordsOurselves } from './produce-request.ts';

let done = false;

/** Puts our record codec and our reading of connections into kafkajs, once for the process. */
export const patchClient = (): void => {
  if (done) return;
  done = true;
  receiveInFrames();
  leaveRecordsPacked();
  encodeRecordsOurselves();
};
