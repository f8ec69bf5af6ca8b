import { SportelloError } from '../../domain/errors.ts';
import { cleanFileName, mostUploadedBytes } from '../../domain/media.ts';
import type { MediaFile } from '../../domain/media.ts';
import type { Route, WebRequest, WebResponse } from '../../ports/channel.ts';
import type { Desk } from '../../ports/desk.ts';
import type { People } from '../../ports/people.ts';
import { forMentors, getRoute, requireSameOrigin } from './guard.ts';
import { idOf, keyOf } from './case-ids.ts';

/** Files of a conversation: what the person sent, and what the mentor sends. */
export function fileRoutes(desk: Desk, people: People, conversation: string): readonly Route[] {
  const read = forMentors(people, async (request, mentor) =>
    fileResponse(await desk.file(mentor, idOf(request), mediaOf(request))),
  );

  const send = forMentors(people, async (request, mentor) => {
    const bytes = bytesOf(request);
    const key = keyOf((request.query['key'] ?? '').slice(0, 64));
    const row = await desk.sendFile(mentor, idOf(request), { bytes, name: request.query['name'] ?? null }, key);
    return { status: 200, json: { row } };
  });

  return [
    getRoute(`${conversation}/files/:media`, read),
    {
      method: 'POST',
      path: `${conversation}/files`,
      body: 'file',
      handle: async (request) => {
        requireSameOrigin(request);
        return send(request);
      },
    },
  ];
}

/** Never a page of ours, whatever is in it: shown only where a page of ours asks for it as a picture or a sound. */
function fileResponse({ bytes, contentType, name }: MediaFile): WebResponse {
  const file = encodeURIComponent(cleanFileName(name) ?? `file.${contentType.split('/')[1] ?? 'bin'}`);
  return {
    status: 200,
    headers: {
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename*=UTF-8''${file.replaceAll("'", '%27')}`,
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'private, no-store',
    },
    bytes,
  };
}

function bytesOf({ body }: WebRequest): Uint8Array {
  // The web server reads this route's body as bytes.
  const bytes = body as Uint8Array;
  if (bytes.length > mostUploadedBytes) {
    throw new SportelloError('body-too-large', 'The file is larger than 10 MB. Send a smaller one.');
  }
  return bytes;
}

function mediaOf({ params }: WebRequest): string {
  const id = params['media'] ?? '';
  if (!/^[\w-]{1,64}$/.test(id)) throw new SportelloError('not-found', 'There is no such file on this desk.');
  return id;
}
