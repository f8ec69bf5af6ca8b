import type { JSX } from 'preact';
import { deskLanguages, t } from '../languages.ts';
import { useModel } from './use-desk.ts';

/** Each language by its own name, for who can't read the one shown. */
export function LanguageChoice({ language }: { readonly language: string }): JSX.Element {
  const model = useModel();
  return (
    <label class="language-choice">
      <span class="visually-hidden">{t('settings.language')}</span>
      <select value={language} onChange={(event) => void model.choose(event.currentTarget.value)}>
        {deskLanguages.map(({ code, name, tag }) => (
          <option key={code} value={code} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
