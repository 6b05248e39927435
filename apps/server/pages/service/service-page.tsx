import { Button } from '../components/button.js';
import { Details } from '../components/details.js';
import { InsetText } from '../components/inset-text.js';
import { NotificationBanner } from '../components/notification-banner.js';
import { Tag } from '../components/tag.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import type { EvidenceShown } from './present-evidence.js';
import type { ServiceShown } from './present-service.js';

/** Of what one queue put aside. */
const SHOWN = 20;

interface ServicePageProps extends ServiceShown {
  readonly frame: Frame;
  readonly formToken: string;
  /** What was done a moment ago. */
  readonly done: string | null;
  readonly evidence: EvidenceShown;
}

/** How the service is, in words: what is read, what could not be done, what is set up wrongly. */
export const ServicePage = ({
  frame,
  formToken,
  done,
  evidence,
  verdict,
  views,
  troubles,
  faults,
  queues,
  imports,
}: ServicePageProps) => (
  <Document frame={frame} title="How the service is">
    {done !== null && (
      <NotificationBanner type="success">{<p class="govuk-notification-banner__heading">{done}</p>}</NotificationBanner>
    )}
    <h1 class="govuk-heading-l">How the service is</h1>
    <InsetText>{verdict}</InsetText>
    {faults.length > 0 && <Listed title="Messages wait until this is mended" lines={faults} />}
    {troubles.length > 0 && <Listed title="What could not be gone on with so far" lines={troubles} />}
    {imports.length > 0 && <Listed title="Imports that do not count yet" lines={imports} />}
    <h2 class="govuk-heading-m">Work in the background</h2>
    {queues.length === 0 && <p class="govuk-body">No work is done in the background of this service.</p>}
    {queues.map(({ kind, label, jobs }) => (
      <section>
        <h3 class="govuk-heading-s">{label}</h3>
        {jobs.length === 0 ? (
          <p class="govuk-body">Nothing was put aside.</p>
        ) : (
          <>
            <WideTable
              caption={`${label}: ${jobs.length} put aside until the next try`}
              captionClasses="govuk-visually-hidden"
              head={['Of', 'Why'].map((text) => ({ text }))}
              rows={jobs.slice(0, SHOWN).map(({ of, reason }) => [{ text: of }, { text: reason }])}
            />
            {jobs.length > SHOWN && (
              <p class="govuk-body">
                These are {SHOWN} of {jobs.length}.
              </p>
            )}
            <form method="post" action={`/service/jobs/${kind}/retry`}>
              <input type="hidden" name="formToken" value={formToken} />
              <Button classes="govuk-button--secondary" preventDoubleClick>
                Try {jobs.length === 1 ? 'it' : `all ${jobs.length}`} again now
                <span class="govuk-visually-hidden">: {label}</span>
              </Button>
            </form>
          </>
        )}
      </section>
    ))}
    <h2 class="govuk-heading-m">Lists</h2>
    <p class="govuk-body">
      Lists and figures are worked out from the log. One that is made anew is made beside the one that is read
      meanwhile.
    </p>
    <WideTable
      caption="Lists and how far they are"
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={['List', 'Standing', 'Behind by', 'Make anew'].map((text) => ({ text }))}
      rows={views.map(({ name, label, standing, isWell, behind, made }) => [
        { text: label },
        {
          text: isWell ? (
            <Standing words={standing} made={made} label={label} />
          ) : (
            <Tag classes="govuk-tag--red">{standing}</Tag>
          ),
        },
        { text: behind },
        {
          text: (
            <form method="post" action={`/service/views/${name}/rebuild`}>
              <input type="hidden" name="formToken" value={formToken} />
              <Button classes="govuk-button--secondary govuk-!-margin-bottom-0" preventDoubleClick>
                Make anew<span class="govuk-visually-hidden">: {label}</span>
              </Button>
            </form>
          ),
        },
      ])}
    />
    <h2 class="govuk-heading-m">Whether anything was altered</h2>
    {evidence.sentences.map((sentence) => (
      <p class="govuk-body">{sentence}</p>
    ))}
    {evidence.checkpoint !== null && (
      <Details summary="The newest checkpoint, to be printed or kept somewhere else">
        <pre class="plumbline-checkpoint">{evidence.checkpoint}</pre>
      </Details>
    )}
    <p class="govuk-body">
      This service looks at the seals. Whoever runs the machine checks every event, each against the one before it, and
      the files with <code>npm run plumbline -- verify</code>, which says in words what it found and what it could not
      look at; with <code>--against</code> a checkpoint that was kept somewhere else.
    </p>
  </Document>
);

/** A list being made: how far, in words and as a bar. */
const Standing = ({
  words,
  made,
  label,
}: {
  readonly words: string;
  readonly made: number | null;
  readonly label: string;
}) =>
  made === null ? (
    <>{words}</>
  ) : (
    <>
      {words}: {made}%
      <progress class="plumbline-progress" max={100} value={made} aria-label={`${label}, how far it is`}>
        {made}%
      </progress>
    </>
  );

const Listed = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) => (
  <>
    <h2 class="govuk-heading-m">{title}</h2>
    <ul class="govuk-list govuk-list--bullet">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  </>
);
