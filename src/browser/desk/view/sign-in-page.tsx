import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { t } from '../languages.ts';
import type { DeskState } from '../model/desk-state.ts';
import { DoorPage } from './door-page.tsx';
import { Field } from './field.tsx';
import { useModel } from './use-desk.ts';
import { useSubmit } from './use-submit.ts';

export function SignInPage({ state }: { readonly state: DeskState }): JSX.Element {
  const model = useModel();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { isBusy, fault, run } = useSubmit(async () => model.enter(await api.signIn(name, password)));
  const told = fault ?? (state.signInFault === null ? null : t(`fault.${state.signInFault}`));
  return (
    <DoorPage language={state.language} title={t('door.signIn')}>
      <form onSubmit={run}>
        <Field label={t('door.name')} value={name} onInput={setName} autocomplete="username" maxLength={80} />
        <Field
          label={t('door.password')}
          value={password}
          onInput={setPassword}
          autocomplete="current-password"
          maxLength={1024}
        />
        <p class="fault" role="alert">
          {told}
        </p>
        <button type="submit" class="primary wide" aria-disabled={isBusy}>
          {t('door.enter')}
        </button>
      </form>
      <p class="hint">{t('door.firstTime')}</p>
    </DoorPage>
  );
}
