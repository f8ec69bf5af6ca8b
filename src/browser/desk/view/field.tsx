import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../languages.ts';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly autocomplete: 'username' | 'current-password' | 'new-password' | 'off';
  readonly hint?: string;
  readonly minLength?: number;
  readonly maxLength: number;
}

/** A labelled line to write in. Passwords can be shown: who types on a cracked phone has to see. */
export function Field({ label, value, onInput, autocomplete, hint, ...limits }: FieldProps): JSX.Element {
  const id = useId();
  const isPassword = autocomplete.endsWith('password');
  const [isShown, setShown] = useState(false);
  const shared = {
    ...limits,
    id,
    dir: isPassword ? 'ltr' : 'auto',
    value,
    required: true,
    autocomplete,
    spellcheck: false,
    'aria-describedby': hint === undefined ? undefined : `${id}-hint`,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="field-line">
        {isPassword && !isShown ? <input type="password" {...shared} /> : <input type="text" {...shared} />}
        {isPassword && (
          <button type="button" class="quiet" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {t('door.show')}
          </button>
        )}
      </div>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
