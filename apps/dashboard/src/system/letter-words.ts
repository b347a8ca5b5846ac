import type { DeadLetterCode } from '@cisterna/contract';

/** Why a record was set aside. */
export const codeWords: Readonly<Record<DeadLetterCode, string>> = {
  'too-large': 'Too large',
  'not-json': 'No JSON',
  'not-a-cloudevent': 'No CloudEvent',
  'unknown-type': 'Unknown type',
  'invalid-data': 'Data not valid',
  'id-mismatch': 'Identity disagrees',
  'key-mismatch': 'Key disagrees',
  'time-out-of-range': 'Time out of range',
  'conflicting-duplicate': 'Contradicts an event',
};
