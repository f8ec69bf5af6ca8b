import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../api.ts';
import { momentOf } from '../format.ts';
import { t } from '../languages.ts';
import type { OwnChat } from '../wire.ts';
import { useSubmit } from './use-submit.ts';

/** How often to look whether the link was used meanwhile, in milliseconds. */
const lookMs = 3_000;

/** The mentor's own account on Telegram: link it, set its hours, undo it. */
export function OwnChatPanel({ language }: { readonly language: string }): JSX.Element {
  const [seat, setSeat] = useState<OwnChat | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const [hasEnded, setEnded] = useState(false);
  const load = async (): Promise<void> => {
    const found = await api.ownChat();
    setSeat(found);
    if (found === null || link === null) return;
    setLink(null);
    // Only now is there something that can speak the mentor's language in the mentor's zone.
    await api.setOwnHours({ from: found.from, to: found.to, zone: ownZone(), language });
  };
  const look = (): void => void load().catch(() => undefined);
  useEffect(look, []);
  useEffect(() => {
    if (link === null) return undefined;
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, [link]);
  const making = useSubmit(async () => {
    setLink(await api.linkOwnChat());
    setEnded(false);
  });
  const ending = useSubmit(async () => {
    await api.endOwnChat();
    setEnded(true);
    await load();
  });
  const fault = making.fault === null ? ending.fault : t('ownChat.none');

  return (
    <section class="invite" aria-labelledby="own-chat-title">
      <h2 id="own-chat-title">{t('ownChat.title')}</h2>
      <p>{t('ownChat.about')}</p>
      {seat === null ? (
        <form onSubmit={making.run}>
          <button type="submit" class="primary" aria-disabled={making.isBusy}>
            {t('ownChat.make')}
          </button>
        </form>
      ) : (
        <>
          <p>{t('ownChat.linked', { time: momentOf(seat.linkedAt) })}</p>
          <Hours key={`${seat.from} ${seat.to}`} seat={seat} language={language} />
          <form onSubmit={ending.run}>
            <button type="submit" class="secondary" aria-disabled={ending.isBusy}>
              {t('ownChat.undo')}
            </button>
          </form>
        </>
      )}
      <div role="status">
        {link !== null && <OpenLink link={link} />}
        {hasEnded && seat === null && <p>{t('ownChat.ended')}</p>}
      </div>
      <p class="fault" role="alert">
        {fault}
      </p>
    </section>
  );
}

function OpenLink({ link }: { readonly link: string }): JSX.Element {
  return (
    <div class="link-line">
      <p>{t('ownChat.once')}</p>
      <a href={link} target="_blank" rel="noreferrer noopener">
        {t('ownChat.open')}
      </a>
    </div>
  );
}

/** Between which hours the chat may call; the browser's zone and the desk's language go with them. */
function Hours({ seat, language }: { readonly seat: OwnChat; readonly language: string }): JSX.Element {
  const hours = useRef({ from: seat.from, to: seat.to });
  const { fault, run } = useSubmit(() => api.setOwnHours({ ...hours.current, zone: ownZone(), language }).then(() => undefined));
  const set = (part: 'from' | 'to', value: string): void => {
    hours.current = { ...hours.current, [part]: value };
  };
  return (
    <form class="hours" onChange={run} onSubmit={run}>
      <label>
        <span>{t('ownChat.from')}</span>
        <input type="time" required defaultValue={seat.from} onInput={(event) => set('from', event.currentTarget.value)} />
      </label>
      <label>
        <span>{t('ownChat.to')}</span>
        <input type="time" required defaultValue={seat.to} onInput={(event) => set('to', event.currentTarget.value)} />
      </label>
      <p class="fault" role="alert">
        {fault}
      </p>
    </form>
  );
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
