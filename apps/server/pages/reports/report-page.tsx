import { ShareChart } from '#charts';
import { Breadcrumbs } from '../components/breadcrumbs.js';
import { Button } from '../components/button.js';
import type { Content } from '../components/content.js';
import { Details } from '../components/details.js';
import type { ErrorItem } from '../components/error-summary.js';
import { Heading } from '../components/heading.js';
import { Select } from '../components/select.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { Files } from '../lists/files.js';
import type { FileFormat } from '../../exchange/report-file.js';
import { BeingWorkedOut, type BeingWorkedOutProps } from './being-worked-out.js';
import type { FigureShown, SectionShown } from '#reporting';

/** What may be chosen of one part of the question. */
export interface QuestionField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly items: readonly { readonly value: string; readonly text: string }[];
}

interface ReportPageProps {
  readonly frame: Frame;
  readonly title: string;
  readonly about: string;
  readonly fields: readonly QuestionField[];
  /** What the report is of, in a sentence. */
  readonly asked: string;
  /** Where it is asked anew with nothing chosen. */
  readonly clear: string;
  readonly sections: readonly SectionShown[];
  /** What stands below the sections, or in their place. */
  readonly children?: Content;
  readonly notes: readonly string[];
  readonly fileAt: (format: FileFormat) => string;
  /** Null where the figures are there. */
  readonly beingWorkedOut: BeingWorkedOutProps | null;
  readonly errors: readonly ErrorItem[];
}

/** A report: what is asked of it, its tables with their charts, and what must be known to read it. */
export const ReportPage = ({
  frame,
  title,
  about,
  asked,
  sections,
  children,
  notes,
  fileAt,
  beingWorkedOut,
  errors,
  ...question
}: ReportPageProps) => (
  <Document
    frame={frame}
    title={title}
    errors={errors}
    before={<Breadcrumbs items={[{ text: 'Reports', href: '/reports' }, { text: title }]} />}
  >
    <h1 class="govuk-heading-l">{title}</h1>
    <p class="govuk-body-l">{about}</p>
    <Details summary="Choose dates, service, team or type" open={errors.length > 0}>
      <form method="get">
        <div class="plumbline-filter">
          {question.fields.map(({ name, label, value, items }) => (
            <Select name={name} label={{ text: label }} items={items} value={value} />
          ))}
        </div>
        <div class="govuk-button-group">
          <Button>Show</Button>
          <a class="govuk-link" href={question.clear}>
            Clear
          </a>
        </div>
      </form>
    </Details>
    {errors.length === 0 && <p class="govuk-body">{asked}</p>}
    {beingWorkedOut !== null && <BeingWorkedOut {...beingWorkedOut} />}
    {errors.length === 0 && beingWorkedOut === null && (
      <>
        <Files fileAt={fileAt}>
          {notes.length > 0 && (
            <>
              {', or see '}
              <a class="govuk-link" href="#notes">
                how to read them
              </a>
            </>
          )}
        </Files>
        {sections.map((section) => (
          <ReportSection {...section} />
        ))}
        {children}
        {notes.length > 0 && (
          <>
            <h2 class="govuk-heading-m" id="notes">
              How to read these figures
            </h2>
            <ul class="govuk-list govuk-list--bullet">
              {notes.map((note) => (
                <li>{note}</li>
              ))}
            </ul>
          </>
        )}
      </>
    )}
  </Document>
);

export const ReportSection = ({
  id,
  title,
  periods,
  rows,
  bars,
  level = 2,
}: SectionShown & { readonly level?: 2 | 3 }) => (
  <>
    <Heading level={level} class="govuk-heading-m" id={id}>
      {title}
    </Heading>
    {bars !== null && <ShareChart id={`${id}-chart`} title={title} bars={bars} />}
    <WideTable
      caption={`${title}, figures`}
      captionClasses="govuk-visually-hidden"
      stacks={false}
      firstCellIsHeader
      head={[
        { text: <span class="govuk-visually-hidden">What is counted</span> },
        ...periods.map((text) => ({ text })),
      ]}
      rows={rows.map(({ label, figures }) => [
        { text: label },
        ...figures.map((figure) => ({ text: <Figure {...figure} label={label} /> })),
      ])}
    />
  </>
);

const Figure = ({ text, more, href, label }: FigureShown & { readonly label: string }) => (
  <>
    {href === null ? (
      text
    ) : (
      <a class="govuk-link" href={href}>
        {text}
        <span class="govuk-visually-hidden">: the audits behind {label}</span>
      </a>
    )}
    {more !== '' && <span class="plumbline-more">{more}</span>}
  </>
);
