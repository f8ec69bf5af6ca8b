import { statement } from '../statement.ts';

/** Ends a person's codes that nobody entered. */
export const endOpenCodes = statement((db, $: { contactId: string }) =>
  db.deleteFrom('link_codes').where('contact_id', '=', $.contactId).where('used_at', 'is', null),
);
