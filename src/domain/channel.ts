/** What a channel can show and take. One table of these, in `src/channels/capabilities.ts`, decides how a message is rendered. */
export interface ChannelCapabilities {
  /** Key of the channel: `web-chat`, `console`, `telegram` … */
  readonly name: string;
  /** Most buttons under one message; 0: numbered options in the text instead. */
  readonly buttons: number;
  /** Longest button label, in characters. */
  readonly buttonLength: number;
  /** Longest text of one message, in characters. */
  readonly textLength: number;
  /** Takes Markdown; else plain text is sent. */
  readonly markdown: boolean;
  /** Carries files to people: attachments of outgoing messages. Default: no. */
  readonly files?: boolean;
  /** Draws `channelData.sportello.card`. */
  readonly cards: boolean;
  /** Pills go only to who asked for them on this channel and wrote there within so many milliseconds; absent: to all who asked. */
  readonly pillWindowMs?: number;
}
