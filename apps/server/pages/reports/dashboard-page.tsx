import type { ReportName } from '#domain';
import { InsetText } from '../components/inset-text.js';
import { Document, type Frame } from '../frame/document.js';
import { ReportSection } from './report-page.js';
import { BeingWorkedOut, type BeingWorkedOutProps } from './being-worked-out.js';
import { ENTERED_REPORTS, INADEQUATES } from './entered-words.js';
import { REPORT_WORDS, type SectionShown } from '#reporting';

/** A question of the dashboard, and the figures that answer it. */
export interface Answered {
  readonly question: string;
  readonly sections: readonly SectionShown[];
  /** The whole report. */
  readonly report: ReportName;
}

interface DashboardPageProps {
  readonly frame: Frame;
  readonly answered: readonly Answered[];
  /** Whether the council has anything of which a report tells. */
  readonly isTold: (report: string) => boolean;
  /** Each service, with its judgements. */
  readonly services: readonly { readonly text: string; readonly href: string }[];
  /** Why there are no figures; null where there are. */
  readonly instead: string | null;
  /** Null where the figures are there. */
  readonly beingWorkedOut: BeingWorkedOutProps | null;
}

/** Every report, and what is made of them, by where it stands. */
const LEAD_TO = {
  ...REPORT_WORDS,
  inadequate: INADEQUATES,
  ...ENTERED_REPORTS,
  committee: {
    title: 'Report to a committee',
    about: 'One document of the figures and what you say of them: for Word, as PDF or as a web page.',
  },
  'committee/kept': {
    title: 'Reports to committees',
    about: 'Those that were kept, version by version, and who signed them off.',
  },
};

const hrefOf = (report: ReportName): string => `/reports/${report}`;

/** What leaders ask first, each with its figures, and the way to every report. */
export const DashboardPage = ({ frame, answered, isTold, services, instead, beingWorkedOut }: DashboardPageProps) => (
  <Document frame={frame} title="Reports">
    <h1 class="govuk-heading-l">Reports</h1>
    <ul class="govuk-list govuk-list--spaced">
      {Object.entries(LEAD_TO)
        .filter(([report]) => isTold(report))
        .map(([report, { title, about }]) => (
          <li>
            <a class="govuk-link govuk-!-font-weight-bold" href={`/reports/${report}`}>
              {title}
            </a>
            <br />
            {about}
          </li>
        ))}
    </ul>
    {instead !== null && <InsetText>{instead}</InsetText>}
    {beingWorkedOut !== null && <BeingWorkedOut {...beingWorkedOut} />}
    {answered.map(({ question, sections, report }) => (
      <>
        <h2 class="govuk-heading-l">{question}</h2>
        {sections.map((section) => (
          <ReportSection {...section} level={3} />
        ))}
        <p class="govuk-body">
          <a class="govuk-link" href={hrefOf(report)}>
            All of {REPORT_WORDS[report].title.toLowerCase()}
          </a>
        </p>
      </>
    ))}
    {services.length > 0 && (
      <>
        <h2 class="govuk-heading-l">Where is it better, and where not?</h2>
        <p class="govuk-body">Judgements of one service:</p>
        <ul class="govuk-list govuk-list--bullet">
          {services.map(({ text, href }) => (
            <li>
              <a class="govuk-link" href={href}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </>
    )}
  </Document>
);
