import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../api.ts';
import { dateOf } from '../format.ts';
import { t } from '../languages.ts';
import type { DeskState } from '../model/desk-state.ts';
import { queueAddress } from '../model/route.ts';
import type { Colleague } from '../wire.ts';
import { BackIcon } from './icons.tsx';
import { InviteForm } from './invite-form.tsx';
import { LanguageChip } from './marks.tsx';

/** For administrators: who works here, and a link for who comes next. */
export function PeoplePage({ state }: { readonly state: DeskState }): JSX.Element {
  const [people, setPeople] = useState<readonly Colleague[]>([]);
  const load = (): void => void api.people().then(setPeople, () => setPeople([]));
  useEffect(load, []);
  return (
    <main class="people" data-language={state.language}>
      <header class="pane-head">
        <a class="back always" href={queueAddress} aria-label={t('queue.title')}>
          <BackIcon />
        </a>
        <h1>{t('people.title')}</h1>
      </header>
      <div class="people-body">
        <InviteForm onInvited={load} />
        <h2>{t('people.list')}</h2>
        <ul class="people-list">
          {people.map((person) => (
            <li key={person.id}>
              <bdi class="people-name">{person.name}</bdi>
              <span>{t(`people.${person.role}`)}</span>
              <span class="chips">
                {person.languages.map((code) => (
                  <LanguageChip key={code} code={code} />
                ))}
              </span>
              <span class="hint">{t('people.since', { time: dateOf(person.createdAt) })}</span>
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}
