import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { languageOf, t } from '../languages.ts';
import type { Outgoing } from '../model/desk-state.ts';
import type { Case } from '../wire.ts';
import { AttachFile } from './attach-file.tsx';
import { NoteIcon, SendIcon } from './icons.tsx';
import { LanguageChip } from './marks.tsx';
import { useModel } from './use-desk.ts';

interface DraftFormProps {
  readonly open: Case;
  readonly kind: Outgoing['kind'];
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  /** Null: there is nothing to go back to. */
  readonly onCancel: (() => void) | null;
  readonly modes: ComponentChildren;
  readonly takesFocus: boolean;
}

/** As long as the API takes. */
const longestText = 4_096;
/** From here on the mentor sees how much is left. */
const tellFrom = 3_500;

export function DraftForm({ open, kind, draft, onDraft, onCancel, modes, takesFocus }: DraftFormProps): JSX.Element {
  const { speech } = useModel();
  const hintId = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  const isTooLong = draft.length > longestText;
  const send = (event: Event): void => {
    event.preventDefault();
    if (draft.trim() === '' || isTooLong) return;
    speech.send(open.handoff.id, kind, draft.trim());
    onDraft('');
    onCancel?.();
  };
  const sendByKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event);
  };
  return (
    <form class="draft" onSubmit={send}>
      <div class="draft-head">
        {modes}
        <p class="draft-to" id={`${hintId}-to`}>
          {kind === 'answer' ? <ToPerson language={open.contact.language ?? open.handoff.language} /> : t('composer.toMentors')}
        </p>
      </div>
      <textarea
        ref={box}
        dir="auto"
        rows={2}
        value={draft}
        aria-label={t(`composer.${kind}`)}
        aria-describedby={`${hintId}-to ${hintId}`}
        aria-invalid={isTooLong}
        lang={kind === 'answer' ? languageOf(open.handoff.language).tag : undefined}
        onInput={(event) => onDraft(event.currentTarget.value)}
        onKeyDown={sendByKey}
      />
      <div class="acts">
        <span class={isTooLong ? 'hint over' : 'hint'} id={hintId} aria-live="polite">
          {draft.length >= tellFrom ? t('composer.left', { count: longestText - draft.length }) : t('composer.keys')}
        </span>
        {kind === 'answer' && <AttachFile handoffId={open.handoff.id} />}
        {onCancel !== null && (
          <button type="button" class="quiet" onClick={onCancel}>
            {t('composer.cancel')}
          </button>
        )}
        <button
          type="submit"
          class={kind === 'note' ? 'primary ochre' : 'primary'}
          aria-disabled={draft.trim() === '' || isTooLong}
        >
          {kind === 'note' ? <NoteIcon /> : <SendIcon />}
          <span>{t(kind === 'note' ? 'composer.saveNote' : 'composer.send')}</span>
        </button>
      </div>
    </form>
  );
}

/** "To the person, in العربية": the phrase's own place for the language decides the order. */
function ToPerson({ language }: { readonly language: string }): JSX.Element {
  const [before = '', after = ''] = t('composer.toPerson', { language: '|' }).split(/\u2068?\|\u2069?/);
  return (
    <>
      {before}
      <LanguageChip code={language} />
      {after}
    </>
  );
}
