import { BackLink } from '../components/back-link.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';

/** An expectation in one of its periods, as its part of the page says it. */
export interface ExpectedPart {
  readonly id: string;
  /** `Team managers, April 2026` */
  readonly title: string;
  /** `2 audits of each person` */
  readonly about: string;
  readonly people: readonly {
    readonly name: string;
    readonly group: string;
    readonly allocated: number;
    readonly done: number;
    readonly late: number;
    /** Why nothing is expected of them; null where it is. */
    readonly exempt: string | null;
    /** What may be decided of them; null for nothing. */
    readonly decide: { readonly text: string; readonly href: string } | null;
  }[];
}

interface ExpectedPageProps {
  readonly frame: Frame;
  /** `April 2026` */
  readonly month: string;
  readonly parts: readonly ExpectedPart[];
  readonly before: { readonly text: string; readonly href: string };
  readonly after: { readonly text: string; readonly href: string };
}

/** Of whom how many audits are expected in the periods of a month, and what came of it. */
export const ExpectedPage = ({ frame, month, parts, before, after }: ExpectedPageProps) => (
  <Document frame={frame} title={`Expected audits in ${month}`} before={<BackLink href="/samples">Samples</BackLink>}>
    <h1 class="govuk-heading-l">Expected audits in {month}</h1>
    <p class="govuk-body">
      <a class="govuk-link" href={before.href}>
        {before.text}
      </a>{' '}
      <a class="govuk-link" href={after.href}>
        {after.text}
      </a>
    </p>
    {parts.length === 0 ? (
      <p class="govuk-body">No audits were expected of anybody.</p>
    ) : (
      <p class="govuk-body">
        An audit is late when it was graded after its day, or is not graded though that day is over. Somebody who is
        away for the whole period, is excused, or audits in a round that takes the place of this one is exempt.
      </p>
    )}
    {parts.map(({ id, title, about, people }) => (
      <>
        <h2 class="govuk-heading-m" id={id}>
          {title}
        </h2>
        <p class="govuk-body">{about}.</p>
        <WideTable
          caption={title}
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[
            { text: 'Person' },
            { text: 'Group' },
            ...['Allocated', 'Done', 'Late'].map((text) => ({ text, format: 'numeric' as const })),
            { text: 'Exempt' },
          ]}
          rows={people.map(({ name, group, allocated, done, late, exempt, decide }) => [
            { text: name },
            { text: group },
            ...[allocated, done, late].map((text) => ({ text, format: 'numeric' as const })),
            {
              text: (
                <>
                  {exempt ?? 'No'}
                  {decide !== null && (
                    <span class="plumbline-more">
                      <a class="govuk-link" href={decide.href}>
                        {decide.text}
                        <span class="govuk-visually-hidden">: {name}</span>
                      </a>
                    </span>
                  )}
                </>
              ),
            },
          ])}
        />
      </>
    ))}
  </Document>
);
