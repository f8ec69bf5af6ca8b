import type { ChannelCapabilities } from '../domain/channel.ts';

/**
 * What each channel can show and take: the one table that decides how a message is rendered.
 * Source of web-chat's twelve buttons: the longest list that dialogs offer has ten, and all of them stay in reach of a thumb.
 * Source of web-chat's 4,096 characters: the size up to which a text is analysed; above it the web answers 413.
 */
export const channelCapabilities = {
  'web-chat': { name: 'web-chat', buttons: 12, buttonLength: 80, textLength: 4_096, markdown: true, cards: true },
  console: { name: 'console', buttons: 0, buttonLength: 40, textLength: 100_000, markdown: false, cards: false },
} as const satisfies Readonly<Record<string, ChannelCapabilities>>;
