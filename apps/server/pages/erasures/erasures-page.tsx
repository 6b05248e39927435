import { BackLink } from '../components/back-link.js';
import { Button } from '../components/button.js';
import { SummaryList } from '../components/summary-list.js';
import { WarningText } from '../components/warning-text.js';
import { Document, type Frame } from '../frame/document.js';
import type { DueListed, ErasureListed, ErasureShown, HoldListed } from './present-erasures.js';

interface ErasuresPageProps {
  readonly frame: Frame;
  readonly erasures: readonly ErasureListed[];
  readonly holds: readonly HoldListed[];
  readonly mayAsk: boolean;
  /** Null where the council has not said how long anything is kept. */
  readonly due: readonly DueListed[] | null;
}

/** Who is erased, who was, and what must be kept. */
export const ErasuresPage = ({ frame, erasures, holds, mayAsk, due }: ErasuresPageProps) => (
  <Document frame={frame} title="Erasing somebody">
    <h1 class="govuk-heading-l">Erasing somebody</h1>
    <p class="govuk-body">
      A coordinator asks, an administrator approves, then what is written of them can be read by nobody any more. Audits
      and figures stay. What lies under a hold is kept, whoever asks.
    </p>
    <div class="govuk-button-group">
      {mayAsk && <Button href="/erasures/ask">Ask for an erasure</Button>}
      <Button href="/erasures/holds/place" classes="govuk-button--secondary">
        Hold what must be kept
      </Button>
    </div>
    {due !== null && <h2 class="govuk-heading-m">Due</h2>}
    {due?.length === 0 && <p class="govuk-body">Nobody’s time of keeping is over.</p>}
    {due?.map(({ who, classes, since, dueOn, held, askHref }) => (
      <div class="plumbline-item">
        <h3 class="govuk-heading-s">{who}</h3>
        <p class="govuk-body">
          {classes}. Over since {since}, due since {dueOn}.{' '}
          {held
            ? 'A hold lies on it.'
            : mayAsk && (
                <a class="govuk-link" href={askHref}>
                  Ask for it<span class="govuk-visually-hidden">: {who}</span>
                </a>
              )}
        </p>
      </div>
    ))}
    <h2 class="govuk-heading-m">Asked for</h2>
    {erasures.length === 0 && <p class="govuk-body">Nobody’s erasure has been asked for.</p>}
    {erasures.map(({ who, href, standing, on }) => (
      <div class="plumbline-item">
        <h3 class="govuk-heading-s">
          <a class="govuk-link" href={href}>
            {who}
          </a>
        </h3>
        <p class="govuk-body">
          {standing}. Asked for on {on}.
        </p>
      </div>
    ))}
    <h2 class="govuk-heading-m">Held</h2>
    {holds.length === 0 && <p class="govuk-body">Nothing is held.</p>}
    {holds.map(({ on, since, by, reason, endHref }) => (
      <div class="plumbline-item">
        <h3 class="govuk-heading-s">{on}</h3>
        <SummaryList
          rows={[
            { key: 'Held since', value: `${since}, by ${by}` },
            { key: 'Why', value: reason },
          ]}
        />
        <p class="govuk-body">
          <a class="govuk-link" href={endHref}>
            End this hold<span class="govuk-visually-hidden">: {on}</span>
          </a>
        </p>
      </div>
    ))}
  </Document>
);

interface ErasurePageProps {
  readonly frame: Frame;
  readonly erasure: ErasureShown;
  readonly href: string;
  readonly mayApprove: boolean;
  readonly mayDecline: boolean;
}

/** One erasure: what it would come to, what stands in its way, and afterwards its certificate. */
export const ErasurePage = ({ frame, erasure, href, mayApprove, mayDecline }: ErasurePageProps) => (
  <Document
    frame={frame}
    title={`Erasure: ${erasure.who}`}
    before={<BackLink href="/erasures">Erasing somebody</BackLink>}
  >
    <h1 class="govuk-heading-l">{erasure.who}</h1>
    {erasure.against.map((sentence) => (
      <WarningText>{sentence}</WarningText>
    ))}
    <SummaryList rows={erasure.facts} />
    <div class="govuk-button-group">
      {mayApprove && erasure.mayAnswer && erasure.against.length === 0 && (
        <Button href={`${href}/approve`} classes="govuk-button--warning">
          Approve it
        </Button>
      )}
      {mayDecline && (
        <Button href={`${href}/decline`} classes="govuk-button--secondary">
          Decline it, or take it back
        </Button>
      )}
    </div>
  </Document>
);
