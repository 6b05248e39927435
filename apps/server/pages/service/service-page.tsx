import { Button } from '../components/button.js';
import { InsetText } from '../components/inset-text.js';
import { Tag } from '../components/tag.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import type { ServiceShown } from './present-service.js';

interface ServicePageProps extends ServiceShown {
  readonly frame: Frame;
  readonly formToken: string;
}

/** How the service is, in words: what is read, what could not be done, what is set up wrongly. */
export const ServicePage = ({
  frame,
  formToken,
  verdict,
  views,
  troubles,
  faults,
  jobs,
  imports,
}: ServicePageProps) => (
  <Document frame={frame} title="How the service is">
    <h1 class="govuk-heading-l">How the service is</h1>
    <InsetText>{verdict}</InsetText>
    {faults.length > 0 && <Listed title="Messages wait until this is mended" lines={faults} />}
    {troubles.length > 0 && <Listed title="What could not be gone on with so far" lines={troubles} />}
    {imports.length > 0 && <Listed title="Imports that do not count yet" lines={imports} />}
    <h2 class="govuk-heading-m">Work in the background</h2>
    {jobs.length === 0 ? (
      <p class="govuk-body">Nothing was put aside.</p>
    ) : (
      <WideTable
        caption={`${jobs.length} put aside until the next try`}
        captionClasses="govuk-table__caption--s"
        head={['What', 'Of', 'Why'].map((text) => ({ text }))}
        rows={jobs.map(({ kind, of, reason }) => [{ text: kind }, { text: of }, { text: reason }])}
      />
    )}
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
      rows={views.map(({ name, label, standing, isWell, behind }) => [
        { text: label },
        { text: isWell ? standing : <Tag classes="govuk-tag--red">{standing}</Tag> },
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
    <p class="govuk-body">
      Each event carries a digest of the one before it. Whoever runs the machine checks them all with{' '}
      <code>npm run plumbline -- verify</code>, which says in words what it found.
    </p>
  </Document>
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
