import type { Activity as WireActivity, Attachment as WireAttachment } from 'botbuilder';
import type { Attachment } from '../../domain/activity.ts';
import { isLoopback } from './local-calls.ts';

/** Where the bytes of an incoming file are. `service`: at the channel's own service, which wants our token; `open`: the address is the key. */
export interface FileSource {
  readonly at: 'service' | 'open';
  readonly url: string;
}

const scheme = 'bot-framework:';
const longestUrl = 2_000;
/** Of one message; the engine takes no more. */
const mostFiles = 4;
/** A file of Teams: its address is in `content`. Source: Microsoft, "Send and receive files through the bot". */
const teamsFile = 'application/vnd.microsoft.teams.file.download.info';
/** Hosts of files whose address is the key. Source: Microsoft 365 URLs and IP address ranges: SharePoint and OneDrive. */
const openHosts = /(?:^|\.)(?:sharepoint\.com|sharepoint-df\.com|svc\.ms)$/;
const typeOfEnding: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  m4a: 'audio/mp4',
};

/** The files of an activity. Teams repeats each text as markup, and cards are no files either. */
export function filesIn({ attachments, serviceUrl }: WireActivity): readonly Attachment[] {
  const files = Array.isArray(attachments) ? attachments : [];
  return files.flatMap((file) => toFile(file, serviceUrl)).slice(0, mostFiles);
}

/** What a source's address says; null for any other. */
export function readFileSource(contentUrl: string): FileSource | null {
  const [, at, url] = /^bot-framework:(service|open) (.+)$/.exec(contentUrl) ?? [];
  return url === undefined ? null : { at: at === 'service' ? 'service' : 'open', url };
}

function toFile(file: WireAttachment, serviceUrl: string): readonly Attachment[] {
  const { contentType, name } = file;
  if (typeof contentType !== 'string' || contentType === 'text/html') return [];
  const fromTeams = contentType === teamsFile ? fieldsOf(file.content) : null;
  if (fromTeams === null && contentType.startsWith('application/vnd.microsoft.')) return [];
  const source = sourceOf(fromTeams === null ? file.contentUrl : fromTeams['downloadUrl'], serviceUrl);
  return [
    {
      contentType:
        fromTeams === null ? contentType : (typeOfEnding[endingOf(fromTeams['fileType'])] ?? 'application/octet-stream'),
      ...(source === null ? {} : { contentUrl: `${scheme}${source.at} ${source.url}` }),
      ...(typeof name === 'string' ? { name: name.toWellFormed().replaceAll('\0', '').trim() } : {}),
    },
  ];
}

/** Null where we would ask whoever the sender names: a file is fetched from the service that called us, and from Microsoft's own. */
function sourceOf(url: unknown, serviceUrl: string): FileSource | null {
  if (typeof url !== 'string' || url.length > longestUrl || !URL.canParse(url)) return null;
  const { protocol, host, hostname, href } = new URL(url);
  if (protocol !== 'https:' && !isLoopback(href)) return null;
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  if (host === new URL(serviceUrl).host) return { at: 'service', url: href };
  return openHosts.test(hostname) ? { at: 'open', url: href } : null;
}

function endingOf(fileType: unknown): string {
  return typeof fileType === 'string' ? fileType.toLowerCase() : '';
}

function fieldsOf(content: unknown): Readonly<Record<string, unknown>> {
  return typeof content === 'object' && content !== null ? (content as Readonly<Record<string, unknown>>) : {};
}
