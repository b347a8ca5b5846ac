import { subscriber } from './subscriber.ts';

// npm run build && WEBHOOK_SECRET=whsec_… node dist/examples/subscriber.main.js
const port = Number(process.env['WEBHOOK_PORT'] ?? 8090);

subscriber(process.env['WEBHOOK_SECRET'] ?? '', ({ type, test, data }, webhookId) => {
  process.stdout.write(
    `${test === true ? 'TEST ' : ''}${type} ${data.title} (${data.id} version ${data.version}, ${webhookId})\n`,
  );
}).listen(port, '127.0.0.1');
