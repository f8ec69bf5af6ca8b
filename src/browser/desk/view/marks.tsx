import type { JSX } from 'preact';
import type { Handoff } from '../../../domain/handoff.ts';
import { countryName, lengthOf, momentOf } from '../format.ts';
import { languageOf, t, tOr } from '../languages.ts';
import { promiseState } from '../promise.ts';
import { ClockFace, RiskShape } from './icons.tsx';

/** A language by its own name, in its own script. */
export function LanguageChip({ code }: { readonly code: string }): JSX.Element {
  const { name, tag } = languageOf(code);
  return (
    <bdi class="chip" lang={tag}>
      {name}
    </bdi>
  );
}

export function CountryCode({ country }: { readonly country: string | null }): JSX.Element | null {
  if (country === null) return null;
  return (
    <abbr class="country" title={countryName(country)}>
      {country.toUpperCase()}
    </abbr>
  );
}

export function topicName(topic: string | null): string {
  return topic === null ? t('topic.none') : tOr(`topic.${topic}`, topic);
}

/** H0 and H1 need no mark. */
export function RiskMark({ risk }: { readonly risk: Handoff['risk'] }): JSX.Element | null {
  if (risk !== 'H2' && risk !== 'H3') return null;
  return (
    <span class={`risk ${risk.toLowerCase()}`}>
      <RiskShape risk={risk} />
      {t(`risk.${risk}`)}
    </span>
  );
}

interface PromiseClockProps {
  readonly handoff: Handoff;
  readonly now: number;
}

/** How long until the time that the person was promised. */
export function PromiseClock({ handoff, now }: PromiseClockProps): JSX.Element {
  const { urgency, left, remaining } = promiseState(handoff, now);
  return (
    <span class={`clock ${urgency}`} title={t('promise.until', { time: momentOf(handoff.promisedAt) })}>
      <ClockFace left={left} isLate={urgency === 'late'} />
      {t(urgency === 'late' ? 'promise.late' : 'promise.left', { time: lengthOf(remaining) })}
    </span>
  );
}
