import type { ChannelCapabilities } from '../domain/channel.ts';

/**
 * What each channel can show and take: the one table that decides how a message is rendered.
 * Source of web-chat's sixteen buttons: the longest list that dialogs offer is that of the fourteen languages.
 * Source of web-chat's 4,096 characters: the size up to which a text is analysed; above it the web answers 413.
 * Source of telegram's 4,096 characters: the Bot API, `sendMessage`; its button labels: what a phone of 360 px shows in two lines.
 * Source of whatsapp-cloud's ten buttons and 72 characters: Meta, "Interactive list messages": rows, and their descriptions.
 * Source of whatsapp-web's missing buttons: linked devices may not send any; options are numbers to type.
 * Source of bot-framework's six buttons of 50 characters: Microsoft, "Hero card" in Teams, the narrowest of its channels.
 */
export const channelCapabilities = {
  'web-chat': { name: 'web-chat', buttons: 16, buttonLength: 80, textLength: 4_096, markdown: true, cards: true, files: true },
  telegram: { name: 'telegram', buttons: 16, buttonLength: 60, textLength: 4_096, markdown: true, cards: false, files: true },
  'whatsapp-cloud': {
    name: 'whatsapp-cloud',
    buttons: 10,
    buttonLength: 72,
    textLength: 4_096,
    markdown: true,
    cards: false,
    files: true,
  },
  'whatsapp-web': {
    name: 'whatsapp-web',
    buttons: 0,
    buttonLength: 60,
    textLength: 4_096,
    markdown: true,
    cards: false,
    files: true,
    pillWindowMs: 86_400_000,
  },
  'bot-framework': {
    name: 'bot-framework',
    buttons: 6,
    buttonLength: 50,
    textLength: 4_096,
    markdown: true,
    cards: false,
    files: true,
  },
  console: { name: 'console', buttons: 0, buttonLength: 40, textLength: 100_000, markdown: false, cards: false },
} as const satisfies Readonly<Record<string, ChannelCapabilities>>;
