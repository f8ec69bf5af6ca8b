import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../languages.ts';
import { LogoIcon } from './icons.tsx';
import { LanguageChoice } from './language-choice.tsx';

interface DoorPageProps {
  readonly language: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** The frame of the pages before the desk: signing in and joining. */
export function DoorPage({ language, title, children }: DoorPageProps): JSX.Element {
  useEffect(() => {
    document.title = `${title} · Sportello`;
  }, [title]);
  return (
    <div class="door">
      <header class="door-head">
        <span class="brand">
          <LogoIcon />
          Sportello
        </span>
        <LanguageChoice language={language} />
      </header>
      <main class="door-card">
        <h1>{title}</h1>
        {children}
      </main>
      <footer class="door-foot">{t('door.about')}</footer>
    </div>
  );
}
