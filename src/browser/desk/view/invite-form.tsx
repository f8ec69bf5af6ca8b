import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { deskLanguages, t } from '../languages.ts';
import type { Invitation, Me } from '../wire.ts';
import { Field } from './field.tsx';
import { useSubmit } from './use-submit.ts';

/** Makes a one-time link. It is shown here once and kept nowhere. */
export function InviteForm({ onInvited }: { readonly onInvited: () => void }): JSX.Element {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Me['role']>('mentor');
  const [languages, setLanguages] = useState<readonly string[]>([]);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const { isBusy, fault, run } = useSubmit(async () => {
    setInvitation(await api.invite(name, role, languages));
    setName('');
    setLanguages([]);
    onInvited();
  });
  const toggle = (code: string, isOn: boolean): void =>
    setLanguages(isOn ? [...languages, code] : languages.filter((one) => one !== code));

  return (
    <section class="invite" aria-labelledby="invite-title">
      <h2 id="invite-title">{t('people.invite')}</h2>
      <p>{t('people.inviteText')}</p>
      <form onSubmit={run}>
        <Field label={t('door.name')} value={name} onInput={setName} autocomplete="off" maxLength={80} />
        <fieldset>
          <legend>{t('people.languages')}</legend>
          {deskLanguages.map(({ code, name: own, tag }) => (
            <label key={code} class="tick">
              <input
                type="checkbox"
                checked={languages.includes(code)}
                onChange={(event) => toggle(code, event.currentTarget.checked)}
              />
              <bdi lang={tag}>{own}</bdi>
            </label>
          ))}
        </fieldset>
        <label class="tick">
          <input
            type="checkbox"
            checked={role === 'administrator'}
            onChange={(event) => setRole(event.currentTarget.checked ? 'administrator' : 'mentor')}
          />
          {t('people.asAdministrator')}
        </label>
        <p class="fault" role="alert">
          {fault}
        </p>
        <button type="submit" class="primary" aria-disabled={isBusy}>
          {t('people.makeLink')}
        </button>
      </form>
      <div role="status">{invitation !== null && <LinkLine key={invitation.link} invitation={invitation} />}</div>
    </section>
  );
}

function LinkLine({ invitation }: { readonly invitation: Invitation }): JSX.Element {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(invitation.link);
    setCopied(true);
  };
  return (
    <div class="link-line">
      <p>{t('people.linkFor', { name: invitation.name })}</p>
      <input
        readOnly
        dir="ltr"
        value={invitation.link}
        aria-label={t('people.link')}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" class="secondary" onClick={() => void copy().catch(() => setCopied(false))}>
        {t(isCopied ? 'people.copied' : 'people.copy')}
      </button>
    </div>
  );
}
