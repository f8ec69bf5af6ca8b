import { SportelloError } from '../../domain/errors.ts';
import { cleanFileName, mediaAddress } from '../../domain/media.ts';
import type { Route, WebRequest } from '../../ports/channel.ts';
import type { OpenMedia } from '../../ports/media.ts';
import type { Universe } from '../../ports/universe.ts';
import type { Tokens } from './tokens.ts';

/** Where a client of a conversation reads one of its files, for a day. */
export type FileLink = (conversation: string, mediaId: string) => string;

const linkSeconds = 86_400;
const root = '/v3/directline/conversations';

/** Signed addresses: who has one needs no token, since a browser sends none for a picture. `publicUrl` null: of our own site. */
export function createFileLink(tokens: Tokens, universe: Universe, publicUrl: string | null): FileLink {
  return (conversation, mediaId) => {
    const exp = String(Math.floor(universe.now() / 1000) + linkSeconds);
    const proof = tokens.proof(signed(conversation, mediaId, exp));
    return `${publicUrl ?? ''}${root}/${encodeURIComponent(conversation)}/files/${mediaId}?exp=${exp}&proof=${proof}`;
  };
}

/** Hands out a file by its signed address; `not-found` for every other one. */
export function fileRoute(tokens: Tokens, universe: Universe, open: OpenMedia): Route {
  return {
    method: 'GET',
    path: `${root}/:conversation/files/:media`,
    body: 'none',
    // Pages of other sites may show the chat, and so its pictures.
    headers: { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' },
    handle: async (request) => {
      const mediaId = readLink(tokens, universe, request);
      const file = mediaId === null ? null : await open({ contentType: '', contentUrl: mediaAddress(mediaId) });
      if (file === null) throw new SportelloError('not-found', 'This file is not here, or its address has expired.');
      const name = cleanFileName(file.name) ?? `file.${file.contentType.split('/')[1] ?? 'bin'}`;
      return {
        status: 200,
        headers: {
          'Content-Type': file.contentType,
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`,
          'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
          'Cache-Control': 'private, max-age=3600',
        },
        bytes: file.bytes,
      };
    },
  };
}

function readLink(tokens: Tokens, universe: Universe, { params, query }: WebRequest): string | null {
  const { conversation = '', media = '' } = params;
  const { exp = '', proof = '' } = query;
  const isGood = /^\d{1,12}$/.test(exp) && Number(exp) * 1000 > universe.now();
  return isGood && tokens.isProof(signed(conversation, media, exp), proof) ? media : null;
}

function signed(conversation: string, mediaId: string, exp: string): string {
  return `file:${JSON.stringify([conversation, mediaId, exp])}`;
}
