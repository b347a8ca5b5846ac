import { STATUS_CODES } from 'node:http';
import type { DeadLetterCode } from '@cisterna/contract';

/** One fault of the input: where it lies and what is wrong with it. */
export interface Fault {
  /** A JSON Pointer into the body, or `/query/<name>`, `/path/<name>`, `/header/<name>` into the request. */
  readonly pointer: string;
  readonly detail: string;
}

/** Status and meaning of every problem that an answer may carry; the code is the key. */
export const problemKinds = {
  'malformed-json': { status: 400, meaning: 'The body is not JSON' },
  'invalid-parameter': { status: 400, meaning: 'A parameter is not valid' },
  unauthenticated: { status: 401, meaning: 'A valid key or token is needed' },
  forbidden: { status: 403, meaning: 'The caller may not do this' },
  'not-found': { status: 404, meaning: 'There is nothing here' },
  'pump-not-found': { status: 404, meaning: 'No such pump' },
  'alert-not-found': { status: 404, meaning: 'No such alert' },
  'subscription-not-found': { status: 404, meaning: 'No such subscription' },
  'method-not-allowed': { status: 405, meaning: 'This path has no such method' },
  'idempotency-conflict': { status: 409, meaning: 'The idempotency key was used with another body' },
  'refill-already-recorded': { status: 409, meaning: 'A refill within 12 hours of this one is already recorded' },
  'condition-still-active': { status: 409, meaning: 'The cause of the alert still lasts' },
  'version-conflict': { status: 409, meaning: 'It is at another version than the one asked for' },
  'pump-not-registered': { status: 409, meaning: 'The pump is not registered' },
  'subscription-ended': { status: 409, meaning: 'The subscription has ended' },
  'payload-too-large': { status: 413, meaning: 'The body is too large' },
  'unsupported-media-type': { status: 415, meaning: 'The body has another media type than this path takes' },
  'invalid-body': { status: 422, meaning: 'The body is not valid' },
  internal: { status: 500, meaning: 'The service failed' },
  unavailable: { status: 503, meaning: 'A store that this needs does not answer' },
} as const;

/** The stable name of a problem; a dead letter that still can't be taken is refused with its own code. */
export type ProblemCode = keyof typeof problemKinds | DeadLetterCode;

/** Status and meaning of a problem. */
export const problemKind = (code: ProblemCode): { readonly status: number; readonly meaning: string } =>
  code in problemKinds
    ? problemKinds[code as keyof typeof problemKinds]
    : { status: 422, meaning: 'The dead letter can still not be taken' };

/** What a problem may say beside its code. */
export interface ProblemContext {
  readonly faults?: readonly Fault[];
  /** Headers of the answer, such as `allow`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** The body of an `application/problem+json` answer (RFC 9457). */
export interface ProblemBody {
  /** Always `about:blank`: the code tells problems apart, the title is that of the status. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly Fault[];
}

/** A refusal that the caller is told about; `retriable` when the same request may succeed later. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly retriable: boolean;
  readonly faults: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, detail: string, context: ProblemContext = {}) {
    super(detail, { cause: context.cause });
    this.name = 'Problem';
    this.code = code;
    this.retriable = code === 'unavailable';
    this.faults = context.faults ?? [];
    this.headers = context.headers ?? {};
  }

  get status(): number {
    return problemKind(this.code).status;
  }

  /** What goes over the wire. */
  body(): ProblemBody {
    const errors = this.faults.length > 0 ? { errors: this.faults } : {};
    return {
      type: 'about:blank',
      title: STATUS_CODES[this.status] ?? '',
      status: this.status,
      detail: this.message,
      code: this.code,
      ...errors,
    };
  }
}

/** A body that is not valid, with every fault by name. */
export const invalidBody = (faults: readonly Fault[]): Problem =>
  new Problem('invalid-body', faults.map(({ pointer, detail }) => `${pointer} ${detail}`.trim()).join('; '), { faults });
