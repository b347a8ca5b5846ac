/** A version of a pump as the live stream told it, at `performance.now()`. */
export interface SeenVersion {
  readonly pumpId: string;
  readonly version: number;
  readonly at: number;
}

interface PumpMessage {
  readonly id: string;
  readonly version: number;
}

const seenIn = (block: string, at: number): SeenVersion[] => {
  const lines = block.split('\n');
  if (!lines.includes('event: pump')) return [];
  const data = lines.find(line => line.startsWith('data: '))?.slice('data: '.length);
  if (data === undefined) return [];
  const { id, version } = JSON.parse(data) as PumpMessage;
  return [{ pumpId: id, version, at }];
};

/** Reads `GET /v1/stream` until the signal is given and tells each pump message as it comes. */
export const watchStream = async (url: string, seen: (version: SeenVersion) => void, signal: AbortSignal): Promise<void> => {
  const response = await fetch(`${url}/v1/stream`, { signal });
  if (response.body === null) throw new Error('the stream has no body');
  let rest = '';
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      const at = performance.now();
      blocks.flatMap(block => seenIn(block, at)).forEach(seen);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};
