import { readToChild } from '../../src/channels/whatsapp-web/protocol.ts';
import type { FromChild } from '../../src/channels/whatsapp-web/protocol.ts';

// The process of the library without library and browser: every call is done at once.
let count = 0;

function tell(message: FromChild): void {
  process.send?.(message);
}

process.on('message', (raw) => {
  const message = readToChild(raw);
  if (message?.type === 'start') tell({ type: 'ready' });
  if (message?.type === 'stop') process.exit();
  if (message?.type === 'call') {
    const value = message.call.name === 'state' ? 'CONNECTED' : String(++count);
    tell({ type: 'result', id: message.id, value });
  }
});
process.on('disconnect', () => process.exit());
