import type { JSX } from 'preact';
import type { Media, MediaState } from '../../../domain/media.ts';
import type { TranscriptRow } from '../../../domain/transcript.ts';
import { t } from '../languages.ts';
import type { Case } from '../wire.ts';
import { useModel } from './use-desk.ts';

/** The files of a message: to be seen and heard by who has the conversation, else named. */
export function MessageFiles({ row, open }: { readonly row: TranscriptRow; readonly open: Case }): JSX.Element | null {
  const { store } = useModel();
  const attachments = row.activity.attachments ?? [];
  if (attachments.length === 0) return null;
  const fetched = open.media.filter(({ activityId }) => activityId === row.id);
  const files = attachments.map((attachment, index) => {
    const id = /^media:([\w-]+)$/.exec(attachment.contentUrl ?? '')?.[1];
    const media = open.media.find((one) => one.id === id) ?? fetched[index];
    return { name: attachment.name ?? attachment.contentType, media };
  });
  const isMine = open.handoff.mentorId === store.get().me?.id;
  return (
    <ul class="files">
      {files.map(({ name, media }, index) => (
        <li key={String(index)}>
          <File handoffId={open.handoff.id} name={name} media={media} isMine={isMine} />
        </li>
      ))}
    </ul>
  );
}

/** Why a file can't be seen; `kept` ones can. */
const missing = {
  left: 'file.left',
  asked: 'file.asked',
  gone: 'file.gone',
  refused: 'file.refused',
  kept: 'file.take',
} as const satisfies Readonly<Record<MediaState, string>>;

interface FileProps {
  readonly handoffId: string;
  readonly name: string;
  readonly media: Media | undefined;
  readonly isMine: boolean;
}

function File({ handoffId, name, media, isMine }: FileProps): JSX.Element {
  if (media === undefined || media.state !== 'kept') return <Told name={name} told={t(missing[media?.state ?? 'left'])} />;
  if (!isMine) return <Told name={name} told={t('file.take')} />;
  const source = `/desk/api/handoffs/${handoffId}/files/${media.id}`;
  return (
    <>
      {media.kind === 'image' && <img src={source} alt={t('file.picture')} loading="lazy" />}
      {media.kind === 'audio' && <audio src={source} controls preload="none" aria-label={name} />}
      <a href={source} download={media.name ?? ''}>
        {t('file.open')} <bdi>{media.name ?? ''}</bdi>
      </a>
    </>
  );
}

function Told({ name, told }: { readonly name: string; readonly told: string }): JSX.Element {
  return (
    <p class="told">
      <bdi>{name}</bdi>: {told}
    </p>
  );
}
