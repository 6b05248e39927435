import { BackLink } from '../components/back-link.js';
import { Button } from '../components/button.js';
import { SummaryList } from '../components/summary-list.js';
import { Document, type Frame } from '../frame/document.js';

interface RoundDrawPageProps {
  readonly frame: Frame;
  readonly title: string;
  readonly address: string;
  readonly back: { readonly text: string; readonly href: string };
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly may: { readonly draw: boolean; readonly excuse: boolean; readonly lift: boolean };
}

/** One draw that a round calls for: how it stands, and what may be done about it. */
export const RoundDrawPage = ({ frame, title, address, back, facts, may }: RoundDrawPageProps) => (
  <Document frame={frame} title={title} before={<BackLink href={back.href}>{back.text}</BackLink>}>
    <h1 class="govuk-heading-l">{title}</h1>
    <SummaryList rows={facts} />
    <div class="govuk-button-group">
      {may.draw && <Button href={`${address}/draw`}>Draw the sample</Button>}
      {may.excuse && (
        <Button href={`${address}/excuse`} classes="govuk-button--secondary">
          Excuse the draw
        </Button>
      )}
      {may.lift && (
        <Button href={`${address}/lift-excuse`} classes="govuk-button--secondary">
          Lift the excuse
        </Button>
      )}
    </div>
  </Document>
);
