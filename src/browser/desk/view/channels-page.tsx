import type { JSX } from 'preact';
import type { NamedHealth } from '../../../domain/channel-health.ts';
import { shortMomentOf } from '../format.ts';
import { t, tOr } from '../languages.ts';
import type { DeskState } from '../model/desk-state.ts';
import { queueAddress } from '../model/route.ts';
import { BackIcon, StateShape } from './icons.tsx';
import { OwnChatPanel } from './own-chat.tsx';
import { PairingView } from './pairing-view.tsx';

/** How people reach us, and whether each way works. What is scanned or typed to link one is sent to administrators only. */
export function ChannelsPage({ state }: { readonly state: DeskState }): JSX.Element {
  return (
    <main class="people" data-language={state.language}>
      <header class="pane-head">
        <a class="back always" href={queueAddress} aria-label={t('queue.title')}>
          <BackIcon />
        </a>
        <h1>{t('channels.title')}</h1>
      </header>
      <div class="people-body">
        <p>{t('channels.about')}</p>
        <ul class="channel-list" aria-live="polite">
          {(state.channels ?? []).map((health) => (
            <ChannelLine key={health.channel} health={health} now={state.now} />
          ))}
        </ul>
        <OwnChatPanel language={state.language} />
      </div>
    </main>
  );
}

function ChannelLine({ health, now }: { readonly health: NamedHealth; readonly now: number }): JSX.Element {
  const { channel, reason, params, since, pairing } = health;
  return (
    <li>
      <h2>
        <bdi>{channelName(channel)}</bdi>
      </h2>
      <span class={`state ${health.state}`}>
        <StateShape state={health.state} />
        {t(`state.${health.state}`)}
      </span>
      <span class="hint">{t('people.since', { time: shortMomentOf(since, now) })}</span>
      {reason !== null && <p>{t(`health.${reason}`, params)}</p>}
      {pairing !== null && <PairingView key={pairing.value} pairing={pairing} />}
    </li>
  );
}

/** Two ways lead to WhatsApp: only where both are named must they be told apart. */
function channelName(channel: string): string {
  return tOr(`channelLong.${channel}`, tOr(`channel.${channel}`, channel));
}
