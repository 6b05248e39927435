import { BackLink } from '../components/back-link.js';
import { ThrowAway } from '../forms/command-form.js';
import { Written, type DraftShown, type WordsShown } from '../forms/kept-words.js';
import { Document, type Frame } from '../frame/document.js';

interface KeptWordsPageProps extends DraftShown {
  readonly frame: Frame;
  readonly reference: string;
  readonly title: string;
  /** Why it cannot be sent now. */
  readonly why: string;
  readonly words: WordsShown;
  readonly formToken: string;
}

/** What somebody typed into the form of a step that they can no longer take: theirs to read and to copy. */
export const KeptWordsPage = ({ frame, reference, title, why, begun, words, other, formToken }: KeptWordsPageProps) => (
  <Document
    frame={frame}
    title={`${title} – Audit ${reference}`}
    before={<BackLink href={`/audits/${reference}`}>{`Audit ${reference}`}</BackLink>}
  >
    <span class="govuk-caption-l">Audit {reference}</span>
    <h1 class="govuk-heading-l">{title}</h1>
    <p class="govuk-body">You cannot do this now. {why}</p>
    <h2 class="govuk-heading-m">What you wrote</h2>
    <p class="govuk-body">You began this on {begun}. It was not sent, and nobody else sees it.</p>
    <Written words={words} />
    {other.length > 0 && (
      <>
        <h2 class="govuk-heading-m">What you wrote on another page</h2>
        <Written words={other} />
      </>
    )}
    <form method="post">
      <input type="hidden" name="formToken" value={formToken} />
      <ThrowAway />
    </form>
  </Document>
);
