/** Nothing came for too long: the other end may be gone without having said so. */
export class StreamSilent extends Error {
  constructor(quietMs: number) {
    super(`nothing came for ${quietMs} ms`);
    this.name = 'StreamSilent';
  }
}

/** What is awaited, or a `StreamSilent` where that takes too long. */
const within = <Value>(awaited: Promise<Value>, quietMs: number): Promise<Value> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new StreamSilent(quietMs));
    }, quietMs);
    void awaited.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });

const watchedBody = (body: ReadableStream<Uint8Array>, quietMs: number): ReadableStream<Uint8Array> => {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    pull: async controller => {
      try {
        const { done, value } = await within(reader.read(), quietMs);
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        void reader.cancel(error).catch(() => undefined);
        throw error;
      }
    },
    cancel: reason => reader.cancel(reason),
  });
};

/**
 * Asks for a stream whose silence is noticed: where neither the answer nor a next byte comes within `quietMs`, it fails with `StreamSilent`.
 * An answer that says to try later (429, 5xx) fails too, so that its reader tries again.
 * @throws StreamSilent, or what `ask` throws
 */
export const watchedAnswer = async (ask: (signal: AbortSignal) => Promise<Response>, quietMs: number): Promise<Response> => {
  const given = new AbortController();
  const answer = await within(ask(given.signal), quietMs).catch((error: unknown) => {
    given.abort(error);
    throw error;
  });
  if (answer.status === 429 || answer.status >= 500) throw new Error(`the service answered ${answer.status}`);
  const { body, status, headers } = answer;
  return body === null ? answer : new Response(watchedBody(body, quietMs), { status, headers });
};
