import { BackLink } from '../components/back-link.js';
import { Button } from '../components/button.js';
import { SummaryList } from '../components/summary-list.js';
import { Document, type Frame } from '../frame/document.js';
import type { Fact, RequestListed, TextListed } from './present-data-requests.js';

interface DataRequestsPageProps {
  readonly frame: Frame;
  readonly requests: readonly RequestListed[];
}

/** What people asked of what is held on them. */
export const DataRequestsPage = ({ frame, requests }: DataRequestsPageProps) => (
  <Document frame={frame} title="What is held on somebody">
    <h1 class="govuk-heading-l">What is held on somebody</h1>
    <p class="govuk-body">
      A child, one of their family or a worker may ask what is held on them, or that something wrong is put right. The
      answer is due within a month. You review every text before it goes out.
    </p>
    <Button href="/data-requests/record">Record a request</Button>
    {requests.length === 0 && <p class="govuk-body">Nobody has asked.</p>}
    {requests.map(({ who, href, kind, standing }) => (
      <div class="plumbline-item">
        <h2 class="govuk-heading-s">
          <a class="govuk-link" href={href}>
            {who}
          </a>
        </h2>
        <p class="govuk-body">
          {kind}. {standing}.
        </p>
      </div>
    ))}
  </Document>
);

/** What a page of texts shows. */
export interface TextsShown {
  /** Those that wait, as many as one reads at a time. */
  readonly waiting: readonly TextListed[];
  /** The number of the last of these. */
  readonly upTo: number;
  readonly waitingInAll: number;
  /** Those that were not let out as they were shown. */
  readonly decided: readonly TextListed[];
  readonly asShown: number;
}

interface DataRequestPageProps {
  readonly frame: Frame;
  readonly who: string;
  readonly href: string;
  readonly facts: readonly Fact[];
  readonly isOpen: boolean;
  readonly isAccess: boolean;
  /** Null while what is held is looked for, and of what asks for no document. */
  readonly texts: TextsShown | null;
}

/** One request: what was asked, the texts to review, the document, and its end. */
export const DataRequestPage = ({ frame, who, href, facts, isOpen, isAccess, texts }: DataRequestPageProps) => (
  <Document frame={frame} title={who} before={<BackLink href="/data-requests">What is held on somebody</BackLink>}>
    <h1 class="govuk-heading-l">{who}</h1>
    <SummaryList rows={facts} />
    {isOpen && !isAccess && (
      <p class="govuk-body">
        What is wrong in an audit is put right there, by a correction: what was written before stays in its history.
        Then end this request and say where it was put right, or why not.
      </p>
    )}
    {isOpen && (
      <div class="govuk-button-group">
        <Button href={`${href}/end`}>End the request</Button>
        <Button href={`${href}/extend`} classes="govuk-button--secondary">
          Take more time
        </Button>
      </div>
    )}
    {isAccess && texts === null && isOpen && (
      <p class="govuk-body">What is held is being looked for. Open this page again in a minute.</p>
    )}
    {texts !== null && <Texts {...{ texts, href, isOpen }} />}
  </Document>
);

const FORMATS = [
  ['pdf', 'PDF'],
  ['docx', 'Word'],
  ['html', 'Web page'],
  ['json', 'Data (JSON)'],
] as const;

const Texts = ({ texts, href, isOpen }: { texts: TextsShown; href: string; isOpen: boolean }) => (
  <>
    <h2 class="govuk-heading-m">The document</h2>
    <p class="govuk-body">
      {texts.waitingInAll === 0
        ? 'Every text has been reviewed: it can be given out.'
        : `It says at its head that it is not to be given out: ${texts.waitingInAll} texts wait to be reviewed.`}
    </p>
    <ul class="govuk-list govuk-list--bullet">
      {FORMATS.map(([format, name]) => (
        <li>
          <a class="govuk-link" href={`${href}/document/${format}`}>
            {name}
          </a>
        </li>
      ))}
    </ul>
    {texts.waiting.length > 0 && (
      <>
        <h2 class="govuk-heading-m">Texts to review</h2>
        <p class="govuk-body">
          Names and case numbers of others that Plumbline knows are blacked out as [withheld]. It does not know the
          names of family, friends and neighbours, nor what a doctor or a lawyer would keep back: read each text, and
          decide where it should say more or less.
        </p>
        {texts.waiting.map((text) => (
          <Text text={text} href={href} isOpen={isOpen} />
        ))}
        {isOpen && <Button href={`${href}/as-shown/${texts.upTo}`}>These go out as they are shown</Button>}
      </>
    )}
    {texts.decided.length > 0 && <h2 class="govuk-heading-m">Decided otherwise</h2>}
    {texts.decided.map((text) => (
      <Text text={text} href={href} isOpen={isOpen} />
    ))}
    {texts.asShown > 0 && <p class="govuk-body">{`Texts that go out as they were shown: ${texts.asShown}`}</p>}
  </>
);

const Text = ({ text, href, isOpen }: { text: TextListed; href: string; isOpen: boolean }) => (
  <div class="plumbline-item" id={`text-${text.number}`}>
    <h3 class="govuk-heading-s">{text.heading}</h3>
    <p class="govuk-body plumbline-written">{text.text}</p>
    {text.isReviewed && (
      <p class="govuk-hint">
        {text.state}
        {text.reason !== null && `: ${text.reason}`}
      </p>
    )}
    {isOpen && (
      <p class="govuk-body">
        <a class="govuk-link" href={`${href}/texts/${text.number}`}>
          Decide on it<span class="govuk-visually-hidden">: {text.heading}</span>
        </a>
      </p>
    )}
  </div>
);
