import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api, codeOf } from '../api.ts';
import { t } from '../languages.ts';
import type { DeskState } from '../model/desk-state.ts';
import type { Me } from '../wire.ts';
import { DoorPage } from './door-page.tsx';
import { Field } from './field.tsx';
import { useModel } from './use-desk.ts';
import { faultText, useSubmit } from './use-submit.ts';

interface JoinPageProps {
  readonly secret: string;
  readonly state: DeskState;
}

const shortestPassword = 10;

/** Where a one-time link leads: name and password, then the desk. */
export function JoinPage({ secret, state }: JoinPageProps): JSX.Element {
  const [invitation, setInvitation] = useState<{ name: string } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    api.invited(secret === '' ? '-' : secret).then(setInvitation, (error: unknown) => setRefusal(codeOf(error)));
  }, [secret]);

  if (refusal !== null) {
    return (
      <DoorPage language={state.language} title={t('door.noLink')}>
        <p role="alert">{faultText(refusal)}</p>
        <a class="button primary wide" href="/desk">
          {t('door.toSignIn')}
        </a>
      </DoorPage>
    );
  }
  return (
    <DoorPage language={state.language} title={t('door.welcome')}>
      {invitation === null ? (
        <p aria-busy="true">{t('door.checking')}</p>
      ) : (
        <JoinForm secret={secret} suggested={invitation.name} />
      )}
    </DoorPage>
  );
}

function JoinForm({ secret, suggested }: { readonly secret: string; readonly suggested: string }): JSX.Element {
  const model = useModel();
  const [name, setName] = useState(suggested);
  const [password, setPassword] = useState('');
  const { isBusy, fault, run } = useSubmit(async () => {
    const me: Me = await api.accept(secret, name, password);
    // The spent secret leaves the address bar and the history with it.
    history.replaceState(null, '', '/desk');
    window.dispatchEvent(new PopStateEvent('popstate'));
    model.enter(me);
  });
  return (
    <form onSubmit={run}>
      <p>{t('door.welcomeText')}</p>
      <Field
        label={t('door.name')}
        hint={t('door.nameHint')}
        value={name}
        onInput={setName}
        autocomplete="username"
        maxLength={80}
      />
      <Field
        label={t('door.password')}
        hint={t('door.passwordHint', { count: shortestPassword })}
        value={password}
        onInput={setPassword}
        autocomplete="new-password"
        minLength={shortestPassword}
        maxLength={1024}
      />
      <p class="fault" role="alert">
        {fault}
      </p>
      <button type="submit" class="primary wide" aria-disabled={isBusy}>
        {t('door.join')}
      </button>
    </form>
  );
}
