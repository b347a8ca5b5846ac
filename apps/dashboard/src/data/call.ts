import type { Problem } from '@cisterna/contract';
import { fetchWithKey } from './access-key.ts';

/** A refusal of the API: its stable code, its words, and every fault of the input by pointer. */
export class CallRefused extends Error {
  readonly code: string;
  readonly status: number;
  readonly faults: readonly { readonly pointer: string; readonly detail: string }[];

  constructor(problem: Pick<Problem, 'code' | 'status' | 'detail' | 'errors'>) {
    super(problem.detail ?? problem.code);
    this.name = 'CallRefused';
    this.code = problem.code;
    this.status = problem.status;
    this.faults = problem.errors ?? [];
  }
}

/** What a call sends beside its path. */
export interface Sending {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const refusalOf = async (answer: Response): Promise<CallRefused> => {
  const known = answer.headers.get('content-type')?.includes('json') === true;
  const problem = known ? ((await answer.json()) as Problem) : { code: 'no-answer', detail: answer.statusText };
  return new CallRefused({ ...problem, status: answer.status });
};

const requestOf = ({ method = 'GET', body, headers = {}, signal }: Sending): RequestInit => ({
  method,
  headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  ...(signal === undefined ? {} : { signal }),
});

/** Calls the API and gives the answer's JSON; undefined for an empty one. @throws CallRefused */
export const call = async <Answer>(path: string, sending: Sending = {}): Promise<Answer> => {
  const answer = await fetchWithKey(path, requestOf(sending));
  if (!answer.ok) throw await refusalOf(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
};

/** A path with those parameters that have a value. */
export const withQuery = (path: string, parameters: Readonly<Record<string, string | number | null | undefined>>): string => {
  const known = Object.entries(parameters).filter((entry): entry is [string, string | number] => entry[1] !== null && entry[1] !== undefined && entry[1] !== '');
  const query = new URLSearchParams(known.map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? path : `${path}?${query}`;
};
