import type { ComponentChildren, JSX } from 'preact';
import { countryName, momentOf, timeThere } from '../format.ts';
import { t, tOr } from '../languages.ts';
import type { DeskState } from '../model/desk-state.ts';
import { conversationAddress } from '../model/route.ts';
import type { Case } from '../wire.ts';
import { BackIcon } from './icons.tsx';
import { LanguageChip, PromiseClock, RiskMark, topicName } from './marks.tsx';

/** What is known of the person, and of this request. */
export function PersonPane({ state }: { readonly state: DeskState }): JSX.Element {
  const { open } = state;
  return (
    <section class="pane person" aria-labelledby="person-title" tabIndex={-1}>
      <header class="pane-head">
        {open !== null && (
          <a class="back" href={conversationAddress(open.handoff.id)} aria-label={t('conversation.title')}>
            <BackIcon />
          </a>
        )}
        <h1 id="person-title">{t('person.title')}</h1>
      </header>
      <div class="pane-body">
        {open === null ? <p class="empty">{t('person.none')}</p> : <Dossier open={open} now={state.now} />}
      </div>
    </section>
  );
}

function Dossier({ open, now }: { readonly open: Case; readonly now: number }): JSX.Element {
  const { contact, handoff, mentorName } = open;
  return (
    <>
      <h2>{t('person.asked')}</h2>
      <blockquote dir="auto">{handoff.reason}</blockquote>
      <dl>
        <Fact name={t('person.topic')}>{topicName(handoff.topic)}</Fact>
        {(handoff.risk === 'H2' || handoff.risk === 'H3') && (
          <Fact name={t('person.risk')}>
            <RiskMark risk={handoff.risk} />
          </Fact>
        )}
        <Fact name={t('person.waitsSince')}>{momentOf(handoff.openedAt)}</Fact>
        {handoff.status === 'queued' && (
          <Fact name={t('person.promised')}>
            {momentOf(handoff.promisedAt)}
            <PromiseClock handoff={handoff} now={now} />
          </Fact>
        )}
        {mentorName !== null && (
          <Fact name={t('person.with')}>
            <bdi>{mentorName}</bdi>
          </Fact>
        )}
      </dl>
      <h2>{t('person.about')}</h2>
      <AboutPerson contact={contact} apps={open.apps} now={now} />
    </>
  );
}

interface PersonFacts {
  readonly contact: Case['contact'];
  readonly apps: Case['apps'];
  readonly now: number;
}

function AboutPerson({ contact, apps, now }: PersonFacts): JSX.Element {
  const { language, secondLanguage, country, city, zone, sector, stage, createdAt } = contact;
  const languages = [language, secondLanguage].filter((code) => code !== null);
  return (
    <dl>
      {languages.length > 0 && (
        <Fact name={t('person.languages')}>
          <span class="chips">
            {languages.map((code) => (
              <LanguageChip key={code} code={code} />
            ))}
          </span>
        </Fact>
      )}
      {apps.length > 0 && <Fact name={t('person.apps')}>{apps.map((app) => tOr(`channel.${app}`, app)).join(', ')}</Fact>}
      {country !== null && <Fact name={t('person.country')}>{countryName(country)}</Fact>}
      {city !== null && (
        <Fact name={t('person.city')}>
          <bdi>{city}</bdi>
        </Fact>
      )}
      {zone !== null && <Fact name={t('person.timeThere')}>{timeThere(now, zone)}</Fact>}
      {sector !== null && <Fact name={t('person.sector')}>{tOr(`sector.${sector}`, sector)}</Fact>}
      {stage !== null && <Fact name={t('person.stage')}>{tOr(`stage.${stage}`, stage)}</Fact>}
      <Fact name={t('person.firstSeen')}>{momentOf(createdAt)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
