import type { Assets, Fault } from '../domain/assets.ts';
import { checkAddresses } from './check/check-addresses.ts';
import { checkEntries } from './check/check-entries.ts';
import { checkIsolates } from './check/check-isolates.ts';
import { checkPhrases } from './check/check-phrases.ts';
import { checkPills } from './check/check-pills.ts';
import { checkQuestions } from './check/check-questions.ts';
import { checkSafeguards } from './check/check-safeguards.ts';
import { checkScripts } from './check/check-scripts.ts';
import { checkTerms } from './check/check-terms.ts';
import { checkTranslations } from './check/check-translations.ts';
import { checkWording } from './check/check-wording.ts';
import type { Checking } from './check/checking.ts';
import { sortFaults } from './fault-list.ts';
import { noPlaces } from './places.ts';
import type { Places } from './places.ts';

export interface CheckOptions {
  /** ISO date against which review and expiry dates are held. */
  readonly today: string;
  /** Overdue and expired answers are errors; else warnings, so that no build turns red by the calendar. */
  readonly strict?: boolean;
  /** From `loadAssets`; without them every fault is on line 1. */
  readonly places?: Places;
}

/** What is wrong in content and phrases beyond the form of each file, which `loadAssets` checks. By file and line. */
export function checkContent(assets: Assets, options: CheckOptions): readonly Fault[] {
  const checking: Checking = {
    assets,
    today: options.today,
    strict: options.strict ?? false,
    places: options.places ?? noPlaces,
    faults: [],
  };
  for (const check of [
    checkEntries,
    checkQuestions,
    checkTranslations,
    checkScripts,
    checkIsolates,
    checkWording,
    checkAddresses,
    checkTerms,
    checkPills,
    checkSafeguards,
    checkPhrases,
  ]) {
    check(checking);
  }
  return sortFaults(checking.faults);
}
