import { setTimeout as delay } from 'node:timers/promises';
import { StreamSilent, watchedAnswer } from './watched-answer.ts';

const quietMs = 100;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** An answer that sends its parts that many milliseconds apart, and then stays open and silent. */
const open = (parts: readonly string[], everyMs: number, cancelled: () => void = () => undefined): Response =>
  new Response(
    new ReadableStream<Uint8Array>({
      start: async controller => {
        for (const part of parts) {
          await delay(everyMs);
          controller.enqueue(bytes(part));
        }
      },
      cancel: cancelled,
    }),
  );

const readUntilFailure = async (answer: Response): Promise<{ readonly text: string; readonly failure: unknown }> => {
  const reader = answer.body!.getReader();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text, failure: null };
      text += new TextDecoder().decode(value);
    }
  } catch (failure) {
    return { text, failure };
  }
};

describe('an answer that is watched', () => {
  it('goes on as long as something comes in time, a comment included, and fails once nothing does', async () => {
    let cancelled = false;
    const source = open(['a', ': still here\n\n', 'b'], quietMs * 0.6, () => {
      cancelled = true;
    });
    const { text, failure } = await readUntilFailure(await watchedAnswer(() => Promise.resolve(source), quietMs));
    expect(text).toBe('a: still here\n\nb');
    expect(failure).toBeInstanceOf(StreamSilent);
    expect(cancelled).toBe(true);
  });

  it('ends as its source ends', async () => {
    const { text, failure } = await readUntilFailure(await watchedAnswer(() => Promise.resolve(new Response('whole')), quietMs));
    expect([text, failure]).toEqual(['whole', null]);
  });

  it('fails where no answer comes, and gives up the asking', async () => {
    let given: AbortSignal | null = null;
    const never = (signal: AbortSignal): Promise<Response> => {
      given = signal;
      return new Promise(() => undefined);
    };
    await expect(watchedAnswer(never, quietMs)).rejects.toThrow(StreamSilent);
    expect(given!.aborted).toBe(true);
  });

  it.each([429, 500, 503])('fails where the service says %d, so that its reader tries again', async status => {
    await expect(watchedAnswer(() => Promise.resolve(new Response('', { status })), quietMs)).rejects.toThrow(String(status));
  });

  it.each([401, 403, 404])('hands over a refusal of %d, which trying again does not mend', async status => {
    expect((await watchedAnswer(() => Promise.resolve(new Response('{}', { status })), quietMs)).status).toBe(status);
  });
});
