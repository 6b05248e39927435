import { BackLink } from '../components/back-link.js';
import { Document, type Frame } from '../frame/document.js';

interface RedrawPageProps {
  readonly frame: Frame;
  readonly sample: { readonly text: string; readonly href: string };
  /** What differs; empty where the draw is confirmed. */
  readonly differences: readonly string[];
}

/** The same draw made again, and what it says of the one that was recorded. */
export const RedrawPage = ({ frame, sample, differences }: RedrawPageProps) => (
  <Document frame={frame} title="Drawn again" before={<BackLink href={sample.href}>{sample.text}</BackLink>}>
    <h1 class="govuk-heading-l">Drawn again</h1>
    {differences.length === 0 ? (
      <p class="govuk-body">
        The same caseload, rules and seed gave the same cases in the same order. Nobody chose who was selected.
      </p>
    ) : (
      <>
        <p class="govuk-body">Drawn again, this is not the same:</p>
        <ul class="govuk-list govuk-list--bullet">
          {differences.map((difference) => (
            <li>{difference}</li>
          ))}
        </ul>
      </>
    )}
  </Document>
);
