import { BackLink } from '../components/back-link.js';
import { Tag } from '../components/tag.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import type { RoundShown } from './present-rounds.js';

interface RoundsPageProps {
  readonly frame: Frame;
  /** `2026-27` */
  readonly year: string;
  readonly rounds: readonly RoundShown[];
  readonly before: { readonly text: string; readonly href: string };
  readonly after: { readonly text: string; readonly href: string };
}

/** The rounds of a year: what is planned, drawn, issued and done, and each draw. */
export const RoundsPage = ({ frame, year, rounds, before, after }: RoundsPageProps) => (
  <Document frame={frame} title={`Rounds of ${year}`} before={<BackLink href="/samples">Samples</BackLink>}>
    <h1 class="govuk-heading-l">Rounds of {year}</h1>
    <p class="govuk-body">
      <a class="govuk-link" href={before.href}>
        {before.text}
      </a>{' '}
      <a class="govuk-link" href={after.href}>
        {after.text}
      </a>
    </p>
    {rounds.length === 0 ? (
      <p class="govuk-body">
        The programme has no rounds. They are set up in the{' '}
        <a class="govuk-link" href="/settings">
          settings
        </a>
        .
      </p>
    ) : (
      <>
        <p class="govuk-body">
          Planned counts the draws of the year that were or will be owed, without the excused ones. Issued and done
          count audits.
        </p>
        <Figures caption="Random rounds" rounds={rounds.filter(({ isThemed }) => !isThemed)} />
        <Figures caption="Themed rounds" rounds={rounds.filter(({ isThemed }) => isThemed)} />
        {rounds.map((round) => (
          <Draws round={round} />
        ))}
      </>
    )}
  </Document>
);

const Figures = ({ caption, rounds }: { readonly caption: string; readonly rounds: readonly RoundShown[] }) =>
  rounds.length === 0 ? null : (
    <WideTable
      caption={caption}
      firstCellIsHeader
      head={[
        { text: 'Round' },
        ...['Draws planned', 'Drawn', 'Audits issued', 'Done', 'Target'].map((text) => ({
          text,
          format: 'numeric' as const,
        })),
      ]}
      rows={rounds.map(({ key, title, figures: { planned, drawn, issued, done, target } }) => [
        {
          text: (
            <a class="govuk-link" href={`#round-${key}`}>
              {title}
            </a>
          ),
        },
        ...[planned, drawn, issued, done, target ?? 'None'].map((text) => ({ text, format: 'numeric' as const })),
      ])}
    />
  );

const Draws = ({ round: { key, title, about, draws } }: { readonly round: RoundShown }) => (
  <>
    <h2 class="govuk-heading-m" id={`round-${key}`}>
      {title}
    </h2>
    <p class="govuk-body">{about}.</p>
    {draws.length === 0 ? (
      <p class="govuk-body">Nothing is drawn in this year.</p>
    ) : (
      <WideTable
        caption={`Draws of ${title}`}
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[{ text: 'Period' }, { text: 'Standing' }, { text: 'Samples' }]}
        rows={draws.map(({ period, href, standing, isOwed, samples }) => [
          {
            text: (
              <a class="govuk-link" href={href}>
                {period}
              </a>
            ),
          },
          { text: isOwed ? <Tag classes="govuk-tag--yellow">{standing}</Tag> : standing },
          {
            text:
              samples.length === 0
                ? 'None'
                : samples.map(({ text, href: to }) => (
                    <span class="plumbline-more">
                      <a class="govuk-link" href={to}>
                        {text}
                      </a>
                    </span>
                  )),
          },
        ])}
      />
    )}
  </>
);
