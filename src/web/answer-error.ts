import type { Response } from 'express';
import type { Logger } from '../ports/logger.ts';
import { SportelloError } from '../domain/errors.ts';

/**
 * Ends a request with `{error: {code, message}}`. Only what we threw on purpose, with a status below 500, is told as it
 * is; of anything else the caller learns a plain sentence and the operator the cause.
 */
export function answerError(response: Response, error: unknown, logger: Logger): void {
  const known = toSportelloError(error);
  if (known.status >= 500) logger.error('request failed', { code: known.code, cause: describe(error) });
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = known.status < 500 ? known.message : sentenceOf(known);
  const body = JSON.stringify({ error: { code: known.code, message } });
  if (known.retryAfterMs !== null) response.setHeader('Retry-After', Math.ceil(known.retryAfterMs / 1000));
  response.writeHead(known.status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(body);
}

function sentenceOf(error: SportelloError): string {
  return error.retryable
    ? 'The service is busy and did not take this. Try again in a moment.'
    : 'Something went wrong on our side. Try again later.';
}

function toSportelloError(error: unknown): SportelloError {
  if (error instanceof SportelloError) return error;
  // Express reports a path that can't be decoded as a URIError with status 400.
  if (error instanceof URIError)
    return new SportelloError('body-invalid', 'The address of this request is malformed.', { cause: error });
  return new SportelloError('internal', 'unexpected error', { cause: error });
}

/** The error's name and the line that threw it: its message may quote what a person wrote. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const inner = error instanceof SportelloError && error.cause instanceof Error ? error.cause : error;
  const line = inner.stack?.split('\n').find((text) => text.trimStart().startsWith('at '));
  return `${inner.name} ${line?.trim() ?? ''}`.trim();
}
