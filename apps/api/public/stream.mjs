const key = () => sessionStorage.getItem('cisterna-key');

/** Reads Server-Sent Events with an API key, which EventSource can't send; calls `on(event, data)` and comes back after a break. */
export const follow = async (path, on, say) => {
  let lastId = null;
  for (;;) {
    try {
      await read(path, lastId, on, say, id => (lastId = id));
    } catch {
      // The break itself is the news; the next turn connects again.
    }
    say('connection lost, trying again …');
    await new Promise(resolve => setTimeout(resolve, 1000));
  }
};

const read = async (path, lastId, on, say, keep) => {
  const headers = { accept: 'text/event-stream' };
  if (lastId !== null) headers['last-event-id'] = lastId;
  if (key() !== null) headers.authorization = `Bearer ${key()}`;
  const answer = await fetch(path, { headers });
  if (answer.status === 401) sessionStorage.setItem('cisterna-key', prompt('API key') ?? '');
  if (!answer.ok) return;
  say('live');
  let rest = '';
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) hand(block, on, keep);
  }
};

const hand = (block, on, keep) => {
  const fields = Object.fromEntries(
    block.split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  if (fields.id) keep(fields.id);
  if (fields.event) on(fields.event, JSON.parse(fields.data));
};
