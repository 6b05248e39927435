import { ShareChart } from '#charts';
import { InsetText } from '../components/inset-text.js';
import { WideTable } from '../components/wide-table.js';
import type { DipSampleSection, DipSampleTheme } from '#reporting';

interface DipSampleSectionsProps {
  readonly themes: readonly DipSampleTheme[];
  readonly notes: readonly string[];
}

/** Each theme: its dip samples, the newest first, drawn and in a table beside the one before. */
export const DipSampleSections = ({ themes, notes }: DipSampleSectionsProps) => (
  <>
    {notes.map((note) => (
      <InsetText>{note}</InsetText>
    ))}
    {themes.length === 0 && <p class="govuk-body">Nothing is shown yet.</p>}
    {themes.map(({ id, theme, samples }) => (
      <section aria-labelledby={id}>
        <h2 class="govuk-heading-m" id={id}>
          {theme}
        </h2>
        {samples.map((sample) => (
          <DipSample theme={theme} {...sample} />
        ))}
      </section>
    ))}
  </>
);

/** In one line. */
const unbroken = (figure: string): string => figure.replaceAll(' ', '\u00a0');

const DipSample = ({ theme, id, title, repeats, rows, bars }: DipSampleSection & { readonly theme: string }) => (
  <>
    <h3 class="govuk-heading-s" id={id}>
      {title}
    </h3>
    {bars !== null && <ShareChart id={`${id}-chart`} title={`${theme}, ${title}`} bars={bars} />}
    <WideTable
      caption={`Answers: ${theme}, ${title}`}
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={[
        { text: 'Question' },
        { text: 'Answer' },
        { text: 'Share', format: 'numeric' },
        ...(repeats === null ? [] : [{ text: `Before, ${repeats}`, format: 'numeric' as const }]),
      ]}
      rows={rows.map(({ question, answer, figure, href, before }, index) => [
        // A question once, before its first answer; whoever hears the table hears it at each.
        {
          text:
            rows[index - 1]?.question === question ? <span class="govuk-visually-hidden">{question}</span> : question,
        },
        { text: answer },
        {
          text:
            href === null ? (
              unbroken(figure)
            ) : (
              <a class="govuk-link" href={href} aria-label={`${figure}: ${answer}, ${question}`}>
                {unbroken(figure)}
              </a>
            ),
          format: 'numeric' as const,
        },
        ...(repeats === null ? [] : [{ text: unbroken(before), format: 'numeric' as const }]),
      ])}
    />
  </>
);
