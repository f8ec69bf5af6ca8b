/* Rows of the tables that keep mentors' private chats. */

export interface MentorSeatsRow {
  mentor_id: string;
  partner_id: string;
  channel: string;
  account: string;
  external_user: string;
  thread: string;
  language: string;
  zone: string;
  from_time: string;
  to_time: string;
  code_hash: string;
  linked_at: number;
}

export interface MentorCardsRow {
  handoff_id: string;
  mentor_id: string;
  partner_id: string;
  message_id: string | null;
  shown: string;
  is_here: number;
  number: number | null;
  relayed_seq: number;
  /** A process is at work on it until then. */
  busy_until: number;
}

export interface MentorMessagesRow {
  mentor_id: string;
  message_id: string;
  partner_id: string;
  handoff_id: string;
}
