import { useState } from 'preact/hooks';
import { codeOf } from '../api.ts';
import { t, tOr } from '../languages.ts';

interface Submit {
  readonly isBusy: boolean;
  /** What went wrong, in the mentor's language; null: nothing did. */
  readonly fault: string | null;
  /** Runs the work once at a time. */
  readonly run: (event: Event) => void;
}

/** A form's way to the API and back. */
export function useSubmit(work: () => Promise<void>): Submit {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const run = (event: Event): void => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setFault(null);
    work()
      .catch((error: unknown) => setFault(faultText(codeOf(error))))
      .finally(() => setBusy(false));
  };
  return { isBusy, fault, run };
}

export function faultText(code: string): string {
  return tOr(`fault.${code}`, t('fault.unknown'));
}
