import { AuditTable } from '../board/audit-table.js';
import type { BoardRowShown } from '../board/present-board.js';
import { Button } from '../components/button.js';
import { Input } from '../components/input.js';
import { Document, type Frame } from '../frame/document.js';
import { NotAllListed } from '../lists/not-all-listed.js';

/** What was found. */
export interface Found {
  readonly rows: readonly BoardRowShown[];
  /** Where the next page begins; null where this is the last. */
  readonly next: string | null;
  readonly isFirst: boolean;
}

interface SearchPageProps {
  readonly frame: Frame;
  /** What was typed; empty before anything was. */
  readonly text: string;
  readonly error: string | null;
  /** Null before anything was looked for. */
  readonly found: Found | null;
  /** Not all audits are listed for the reader. */
  readonly isPartial: boolean;
}

const FIELD = 'text';
const HINT =
  'An audit’s reference, the child’s case number, or the name of a worker or a team. Part of a name will do.';

/** Audits by what somebody typed. It is sent in a form: neither a case number nor a name stands in an address. */
export const SearchPage = ({ frame, text, error, found, isPartial }: SearchPageProps) => (
  <Document
    frame={frame}
    title="Search for an audit"
    errors={error === null ? [] : [{ text: error, href: `#${FIELD}` }]}
  >
    <h1 class="govuk-heading-l">Search for an audit</h1>
    <form method="post" action="/search" role="search" novalidate>
      <input type="hidden" name="formToken" value={frame.signedIn?.formToken} />
      <Input
        name={FIELD}
        type="search"
        classes="govuk-input--width-20"
        label={{ text: 'What are you looking for?' }}
        hint={HINT}
        value={text}
        spellcheck={false}
        autocomplete="off"
        error={error ?? undefined}
      />
      <Button>Search</Button>
    </form>
    {found !== null && (
      <section aria-labelledby="found">
        <h2 class="govuk-heading-m" id="found">
          {headingOf(found)}
        </h2>
        {isPartial && <NotAllListed />}
        {found.rows.length === 0 ? (
          <Nothing isFirst={found.isFirst} />
        ) : (
          <AuditTable caption="Audits found" rows={found.rows} />
        )}
        {found.next !== null && <More text={text} next={found.next} formToken={frame.signedIn?.formToken} />}
      </section>
    )}
  </Document>
);

const headingOf = ({ rows, next, isFirst }: Found): string => {
  if (next !== null || !isFirst) return `${rows.length} ${rows.length === 1 ? 'audit' : 'audits'} on this page`;
  if (rows.length === 0) return 'Nothing found';
  return rows.length === 1 ? 'One audit found' : `${rows.length} audits found`;
};

const Nothing = ({ isFirst }: { readonly isFirst: boolean }) =>
  isFirst ? (
    <>
      <p class="govuk-body">No audit that you may see has this reference, case number or name.</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>Write a reference or a case number whole.</li>
        <li>Where very many people share a name, write more of it.</li>
        <li>
          Or choose from{' '}
          <a class="govuk-link" href="/audits">
            all the audits that you may see
          </a>
          .
        </li>
      </ul>
    </>
  ) : (
    <p class="govuk-body">No more audits are on this page.</p>
  );

interface MoreProps {
  readonly text: string;
  readonly next: string;
  readonly formToken: string | undefined;
}

const More = ({ text, next, formToken }: MoreProps) => (
  <form method="post" action="/search">
    <input type="hidden" name="formToken" value={formToken} />
    <input type="hidden" name={FIELD} value={text} />
    <input type="hidden" name="next" value={next} />
    <Button classes="govuk-button--secondary">Next page</Button>
  </form>
);
