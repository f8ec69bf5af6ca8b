import { startChat } from './chat.ts';
import { readOptions } from './options.ts';

const script = document.currentScript;
// Twice on a page (a template and a tag manager, say) is still one chat.
if (script instanceof HTMLScriptElement && document.querySelector('sportello-chat') === null) {
  const options = readOptions(script, location);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => startChat(options));
  else startChat(options);
}
