import { BackLink } from '../components/back-link.js';
import type { Content } from '../components/content.js';
import { Details } from '../components/details.js';
import { InsetText } from '../components/inset-text.js';
import { NotificationBanner } from '../components/notification-banner.js';
import { WarningText } from '../components/warning-text.js';
import { CommandForm, type FormState } from '../forms/command-form.js';
import type { Field } from '../forms/field.js';
import { KeptDraft, ThrownAway, type DraftShown } from '../forms/kept-words.js';
import { Document, type Frame } from '../frame/document.js';
import type { EntryShown } from './present-entry.js';
import type { PersonOption } from './step-form.js';

interface StepPageProps {
  readonly frame: Frame;
  readonly reference: string;
  readonly title: string;
  readonly caseId: string | null;
  readonly lead: Content;
  readonly above: Content;
  readonly isWarning: boolean;
  readonly button: string;
  readonly fields: readonly Field[];
  readonly state: FormState;
  /** Who cannot be chosen, and why. */
  readonly barred: readonly PersonOption[];
  /** What is weighed while it is filled in; nothing where nothing is. */
  readonly beside: Content;
  /** What others did to the audit while the form was being filled in. */
  readonly changedMeanwhile: readonly EntryShown[];
  /** Where what stands in the form was begun before. */
  readonly draft: DraftShown | null;
  /** Whether it was thrown away a moment ago. */
  readonly wasThrownAway: boolean;
}

/** The form of one step of the lifecycle. */
export const StepPage = ({ frame, reference, title, caseId, lead, fields, state, ...page }: StepPageProps) => (
  <Document
    frame={frame}
    title={`${title} – Audit ${reference}`}
    errors={state.errors.summary}
    before={<BackLink href={`/audits/${reference}`}>{`Audit ${reference}`}</BackLink>}
  >
    {page.wasThrownAway && <ThrownAway />}
    {page.changedMeanwhile.length > 0 && <ChangedMeanwhile entries={page.changedMeanwhile} />}
    <span class="govuk-caption-l">
      Audit {reference}
      {caseId !== null && `, child ${caseId}`}
    </span>
    <h1 class="govuk-heading-l">{title}</h1>
    {lead &&
      (page.isWarning ? <WarningText iconFallbackText="Warning">{lead}</WarningText> : <InsetText>{lead}</InsetText>)}
    {page.above}
    {page.draft && <KeptDraft {...page.draft} />}
    <SideBySide beside={page.beside}>
      <CommandForm
        state={state}
        fields={fields}
        button={page.button}
        isWarning={page.isWarning}
        cancel={`/audits/${reference}`}
      />
    </SideBySide>
    {page.barred.length > 0 && <Barred people={page.barred} />}
  </Document>
);

/** What is weighed beside what is written; below it where there is no room. */
const SideBySide = ({ beside, children }: { readonly beside: Content; readonly children: Content }) =>
  beside ? (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-one-half">{children}</div>
      <div class="govuk-grid-column-one-half">{beside}</div>
    </div>
  ) : (
    <>{children}</>
  );

const Barred = ({ people }: { readonly people: readonly PersonOption[] }) => (
  <Details summary={`Who cannot be chosen, and why (${people.length})`}>
    <dl class="govuk-list">
      {people.map(({ name, about, against }) => (
        <>
          <dt class="govuk-!-font-weight-bold">{name}</dt>
          <dd class="govuk-!-margin-left-0 govuk-!-margin-bottom-2">
            {against} ({about})
          </dd>
        </>
      ))}
    </dl>
  </Details>
);

const ChangedMeanwhile = ({ entries }: { readonly entries: readonly EntryShown[] }) => (
  <NotificationBanner>
    <h2 class="govuk-notification-banner__heading">The audit changed while you were writing</h2>
    <ul class="govuk-list govuk-list--bullet">
      {entries.map(({ title, who, when }) => (
        <li>
          {title}, by {who}, {when}
        </li>
      ))}
    </ul>
    <p class="govuk-body">Nothing you wrote is lost. Look at it again, and send it if it still holds.</p>
  </NotificationBanner>
);
