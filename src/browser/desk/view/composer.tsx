import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../languages.ts';
import type { Outgoing } from '../model/desk-state.ts';
import type { Case, Me } from '../wire.ts';
import { DraftForm } from './draft-form.tsx';
import { useModel } from './use-desk.ts';

interface ComposerProps {
  readonly open: Case;
  readonly me: Me;
}

/** What this mentor can do with the conversation: take it, answer, or leave a note. */
export function Composer({ open, me }: ComposerProps): JSX.Element {
  const { status, mentorId } = open.handoff;
  const canAnswer = status === 'claimed' && mentorId === me.id;
  const [mode, setMode] = useState<Outgoing['kind'] | null>(canAnswer ? 'answer' : null);
  useEffect(() => setMode(canAnswer ? 'answer' : null), [canAnswer]);
  // Opened with nothing to write in: what comes now was asked for.
  const modeAtFirst = useRef(mode);
  const [drafts, setDrafts] = useState({ answer: '', note: '' });

  if (mode === null) return <NotMine open={open} onNote={() => setMode('note')} />;
  return (
    <div class={`composer ${mode}`}>
      <DraftForm
        modes={canAnswer && <ModeChoice mode={mode} onChoose={setMode} />}
        takesFocus={modeAtFirst.current === null}
        open={open}
        kind={mode}
        draft={drafts[mode]}
        onDraft={(text) => setDrafts({ ...drafts, [mode]: text })}
        onCancel={canAnswer ? null : () => setMode(null)}
      />
    </div>
  );
}

function NotMine({ open, onNote }: { readonly open: Case; readonly onNote: () => void }): JSX.Element {
  const { holding } = useModel();
  const [isBusy, setBusy] = useState(false);
  const { status } = open.handoff;
  const claim = (): void => {
    if (isBusy) return;
    setBusy(true);
    void holding.claim(open).finally(() => setBusy(false));
  };
  const told =
    status === 'queued'
      ? t('composer.free')
      : status === 'closed'
        ? t('composer.closed')
        : t('composer.taken', { name: open.mentorName ?? '' });
  return (
    <div class="composer idle">
      <p>{told}</p>
      <div class="acts">
        <button type="button" class="quiet" onClick={onNote}>
          {t('composer.addNote')}
        </button>
        {status === 'queued' && (
          <button type="button" class="primary" onClick={claim} aria-disabled={isBusy}>
            {t('conversation.claim')}
          </button>
        )}
      </div>
    </div>
  );
}

interface ModeChoiceProps {
  readonly mode: Outgoing['kind'];
  readonly onChoose: (mode: Outgoing['kind']) => void;
}

function ModeChoice({ mode, onChoose }: ModeChoiceProps): JSX.Element {
  const name = useId();
  return (
    <fieldset class="modes">
      <legend class="visually-hidden">{t('composer.mode')}</legend>
      {(['answer', 'note'] as const).map((kind) => (
        <label key={kind} class={`mode ${kind}`}>
          <input type="radio" name={name} checked={mode === kind} onChange={() => onChoose(kind)} />
          <span>{t(`composer.${kind}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
