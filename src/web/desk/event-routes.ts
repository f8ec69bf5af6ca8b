import type { EventStream, Route, WebRequest } from '../../ports/channel.ts';
import type { DeskRouteParts } from './desk-parts.ts';
import { forMentors, getRoute } from './guard.ts';
import { readSessionCookie } from './session-cookie.ts';

/** A mentor who signed out elsewhere, or was dismissed, hears nothing more after this long. */
const defaultSessionCheckMs = 4_000;

/** Server-sent events: `queue-changed`, `transcript-grown`, `channels-changed`, and `session-ended` before the server hangs up. */
export function eventRoutes(parts: DeskRouteParts): readonly Route[] {
  const events = forMentors(parts.people, async (request, mentor) =>
    Promise.resolve({
      status: 200,
      stream: (stream: EventStream) => {
        const stopWatching = parts.desk.watch(mentor.partnerId, (event) => stream.send(event.type, event));
        const stopChecking = checkSession(parts, request, stream);
        stream.onClose(() => {
          stopWatching();
          stopChecking();
        });
      },
    }),
  );
  return [getRoute('/desk/api/events', events)];
}

function checkSession(
  { people, logger, sessionCheckMs = defaultSessionCheckMs }: DeskRouteParts,
  request: WebRequest,
  stream: EventStream,
): () => void {
  const secret = readSessionCookie(request) ?? '';
  const check = async (): Promise<void> => {
    if ((await people.session(secret)) !== null) return;
    stream.send('session-ended', {});
    stream.end();
  };
  const timer = setInterval(() => {
    check().catch((error: unknown) => {
      // The browser connects again by itself and is checked at the door.
      logger.warn('a desk session could not be checked', { cause: error instanceof Error ? error.name : typeof error });
      stream.end();
    });
  }, sessionCheckMs);
  return () => clearInterval(timer);
}
