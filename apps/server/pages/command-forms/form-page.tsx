import { BackLink } from '../components/back-link.js';
import { InsetText } from '../components/inset-text.js';
import { NotificationBanner } from '../components/notification-banner.js';
import { WarningText } from '../components/warning-text.js';
import { CommandForm, type FormState } from '../forms/command-form.js';
import { KeptDraft, ThrownAway, type DraftShown } from '../forms/kept-words.js';
import { Document, type Frame } from '../frame/document.js';
import type { ShownForm } from './page-form.js';

interface FormPageProps {
  readonly frame: Frame;
  readonly form: ShownForm;
  readonly state: FormState;
  /** Somebody else changed the record while the form was being filled in. */
  readonly hasChanged: boolean;
  /** Where what stands in the form was begun before. */
  readonly draft: DraftShown | null;
  /** Whether it was thrown away a moment ago. */
  readonly wasThrownAway: boolean;
}

export const FormPage = ({ frame, form, state, hasChanged, draft, wasThrownAway }: FormPageProps) => (
  <Document
    frame={frame}
    title={form.title}
    errors={state.errors.summary}
    before={<BackLink href={form.back.href}>{form.back.text}</BackLink>}
  >
    {wasThrownAway && <ThrownAway />}
    {hasChanged && (
      <NotificationBanner>
        <h2 class="govuk-notification-banner__heading">Somebody changed this while you were writing</h2>
        <p class="govuk-body">
          Nothing you wrote is lost. <a href={form.back.href}>Look at what stands now</a>, and send this if it still
          holds.
        </p>
      </NotificationBanner>
    )}
    <h1 class="govuk-heading-l">{form.title}</h1>
    {form.lead !== undefined &&
      (form.isWarning ? (
        <WarningText iconFallbackText="Warning">{form.lead}</WarningText>
      ) : (
        <InsetText>{form.lead}</InsetText>
      ))}
    {draft && <KeptDraft {...draft} />}
    <CommandForm
      state={state}
      fields={form.fields}
      button={form.button}
      isWarning={form.isWarning}
      cancel={form.back.href}
    />
  </Document>
);
