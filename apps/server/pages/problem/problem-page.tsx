import { Document, type Frame } from '../frame/document.js';

/** What is wrong, as the API tells it. */
export interface ProblemShown {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

interface ProblemPageProps {
  readonly frame: Frame;
  readonly problem: ProblemShown;
}

/** How people are told what a status means: as a heading. */
const HEADINGS: Readonly<Record<number, string>> = {
  401: 'Sign in first',
  403: 'You cannot see this page',
  404: 'Page not found',
  429: 'Please wait a moment',
  500: 'Sorry, something went wrong',
  503: 'Sorry, this is not available just now',
};

/** Something went wrong, or is not there, or not theirs: in words, with a way on. */
export const ProblemPage = ({ frame, problem: { status, title, detail } }: ProblemPageProps) => (
  <Document frame={frame} title={HEADINGS[status] ?? title}>
    <h1 class="govuk-heading-l">{HEADINGS[status] ?? title}</h1>
    <p class="govuk-body">{detail}</p>
    <p class="govuk-body">
      <a class="govuk-link" href="/">
        {frame.signedIn ? 'Go to your tasks' : 'Go to the first page'}
      </a>
    </p>
  </Document>
);
