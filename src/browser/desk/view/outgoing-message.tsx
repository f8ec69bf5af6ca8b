import type { JSX } from 'preact';
import { t } from '../languages.ts';
import type { Outgoing } from '../model/desk-state.ts';
import { MessageText } from './message-text.tsx';
import { useModel } from './use-desk.ts';
import { faultText } from './use-submit.ts';

/** A message that the server has not confirmed yet. */
export function OutgoingMessage({ outgoing }: { readonly outgoing: Outgoing }): JSX.Element {
  const { speech } = useModel();
  const { key, kind, text, status, fault } = outgoing;
  return (
    <article class={`message ${kind === 'note' ? 'note' : 'mentor'} outgoing`}>
      <div class="bubble">
        <MessageText text={text} isMarkdown={false} />
      </div>
      {status === 'sending' ? (
        <p class="delivery">{t('composer.sending')}</p>
      ) : (
        <div class="delivery failed" role="alert">
          <span>
            {t('composer.notSent')} {faultText(fault ?? 'unknown')}
          </span>
          <button type="button" class="quiet" onClick={() => speech.retry(key)}>
            {t('composer.again')}
          </button>
          <button type="button" class="quiet" onClick={() => speech.discard(key)}>
            {t('composer.discard')}
          </button>
        </div>
      )}
    </article>
  );
}
