import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { needsCare } from '../../../domain/channel-health.ts';
import { t } from '../languages.ts';
import type { DeskState } from '../model/desk-state.ts';
import { channelsAddress, peopleAddress, queueAddress } from '../model/route.ts';
import type { Me } from '../wire.ts';
import { BellIcon, LogoIcon } from './icons.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { useModel } from './use-desk.ts';

export function HeadBar({ state, me }: { readonly state: DeskState; readonly me: Me }): JSX.Element {
  return (
    <header class="head-bar">
      <a class="brand" href={queueAddress}>
        <LogoIcon />
        <span>
          Sportello <span class="brand-place">{t('frame.desk')}</span>
        </span>
      </a>
      {state.connection !== 'live' && (
        <span class="connection" role="status">
          {t(`connection.${state.connection}`)}
        </span>
      )}
      {me.role === 'administrator' && state.channels?.some(needsCare) === true && (
        <a class="connection care" href={channelsAddress}>
          {t('channels.care')}
        </a>
      )}
      <OwnMenu state={state} me={me} />
    </header>
  );
}

function OwnMenu({ state, me }: { readonly state: DeskState; readonly me: Me }): JSX.Element {
  const model = useModel();
  const menu = useRef<HTMLDetailsElement>(null);
  const shut = (): void => menu.current?.removeAttribute('open');
  useShutFromOutside(menu.current, shut);
  return (
    <details class="own-menu" ref={menu}>
      <summary>
        <span class="avatar" aria-hidden="true">
          {[...me.name][0]?.toUpperCase()}
        </span>
        <bdi class="own-name">{me.name}</bdi>
      </summary>
      <div class="own-sheet">
        <p class="menu-line">
          <span>{t('settings.language')}</span>
          <LanguageChoice language={state.language} />
        </p>
        <label class="menu-line">
          <span>{t('settings.sound')}</span>
          <input
            type="checkbox"
            checked={state.hasSound}
            onChange={(event) => model.alerts.setSound(event.currentTarget.checked)}
          />
        </label>
        <NotificationLine state={state} />
        {me.role === 'administrator' && (
          <a class="menu-line" href={peopleAddress} onClick={shut}>
            {t('people.title')}
          </a>
        )}
        <a class="menu-line" href={channelsAddress} onClick={shut}>
          {t('channels.title')}
        </a>
        <button type="button" class="menu-line" onClick={() => void model.signOut()}>
          {t('settings.signOut')}
        </button>
      </div>
    </details>
  );
}

function NotificationLine({ state }: { readonly state: DeskState }): JSX.Element | null {
  const model = useModel();
  if (state.notifications === 'unsupported') return null;
  if (state.notifications !== 'default')
    return <p class="menu-line hint">{t(`settings.notifications-${state.notifications}`)}</p>;
  return (
    <button type="button" class="menu-line" onClick={() => void model.alerts.askNotifications()}>
      <BellIcon />
      <span>{t('settings.notify')}</span>
    </button>
  );
}

function useShutFromOutside(menu: HTMLDetailsElement | null, shut: () => void): void {
  useEffect(() => {
    const outside = (event: Event): void => {
      if (menu !== null && event.target instanceof Node && !menu.contains(event.target)) shut();
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || menu?.open !== true) return;
      shut();
      menu.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', escape);
    };
  });
}
