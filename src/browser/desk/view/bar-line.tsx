import type { JSX } from 'preact';
import { t, tOr } from '../languages.ts';
import type { Bar } from '../model/desk-state.ts';
import { useModel } from './use-desk.ts';

/** What just happened, and the way back. Always in the page, so that screen readers hear of what comes into it. */
export function BarLine({ bar }: { readonly bar: Bar | null }): JSX.Element {
  const { bars } = useModel();
  const isFault = bar?.tone === 'fault';
  return (
    <div class="bar-place" role={isFault ? 'alert' : 'status'}>
      {bar !== null && (
        <div class={`bar ${bar.tone}`} onPointerEnter={bars.hold} onPointerLeave={bars.resume}>
          <span>{isFault && tOr(bar.key, '') === '' ? t('fault.unknown') : t(bar.key, bar.values)}</span>
          {bar.undo !== null && (
            <button type="button" class="bar-act" onClick={bar.undo}>
              {t('bar.undo')}
            </button>
          )}
          {isFault && (
            <button type="button" class="bar-act" onClick={bars.drop}>
              {t('bar.ok')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
