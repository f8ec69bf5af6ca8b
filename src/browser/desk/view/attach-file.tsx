import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { uploadedTypes } from '../../../domain/media.ts';
import { api, codeOf } from '../api.ts';
import { t, tOr } from '../languages.ts';
import { useModel } from './use-desk.ts';

/** Sends a file to the person as soon as it is chosen, and says why where that fails. */
export function AttachFile({ handoffId }: { readonly handoffId: string }): JSX.Element {
  const { cases } = useModel();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly fault: string }>({ isBusy: false, fault: '' });

  const send = async (file: File): Promise<void> => {
    setState({ isBusy: true, fault: '' });
    try {
      cases.add(handoffId, await api.sendFile(handoffId, file, crypto.randomUUID()));
      setState({ isBusy: false, fault: '' });
      await cases.refreshOpen();
    } catch (error) {
      const code = codeOf(error);
      const isUnfit = code === 'body-type' || code === 'body-too-large';
      setState({ isBusy: false, fault: isUnfit ? t('file.tooLarge') : tOr(`fault.${code}`, t('fault.unknown')) });
    }
  };
  const choose = (): void => {
    const file = input.current?.files?.[0];
    if (input.current !== null && file !== undefined) {
      void send(file);
      input.current.value = '';
    }
  };
  return (
    <>
      <span class="hint over" role="alert">
        {state.fault}
      </span>
      <input ref={input} type="file" accept={uploadedTypes} hidden onChange={choose} />
      <button type="button" class="quiet" aria-disabled={state.isBusy} onClick={() => !state.isBusy && input.current?.click()}>
        {t('file.attach')}
      </button>
    </>
  );
}
