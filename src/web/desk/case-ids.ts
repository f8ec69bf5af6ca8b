import { SportelloError } from '../../domain/errors.ts';
import type { WebRequest } from '../../ports/channel.ts';

/** What can't be an id of ours is answered like an id that is not ours. */
export function idOf({ params }: WebRequest): string {
  const id = params['id'] ?? '';
  if (!/^[\w-]{1,64}$/.test(id)) throw new SportelloError('not-found', 'There is no such conversation on this desk.');
  return id;
}

/** A key that makes a second copy of a message recognisable. */
export function keyOf(key: string): string {
  if (!/^[\w-]+$/.test(key)) {
    throw new SportelloError('body-invalid', 'The field "key" must be made of letters, digits, - and _ only.');
  }
  return key;
}
