import type { ReadyMadeProgramme } from '#domain';
import { Breadcrumbs } from '../components/breadcrumbs.js';
import { InsetText } from '../components/inset-text.js';
import { CommandForm, type FormState } from '../forms/command-form.js';
import { Document, type Frame } from '../frame/document.js';
import { Changes, type ChangeShown } from './settings-pages.js';

const LIST = '/settings/programmes';
const TITLE = 'Ready-made programmes';

type Programme = Omit<ReadyMadeProgramme, 'settings'>;

const Source = ({ source }: Pick<Programme, 'source'>) => (
  <>{source === null ? 'After no publication: the least that a programme needs.' : `After: ${source}.`}</>
);

export const ProgrammesPage = ({
  frame,
  programmes,
}: {
  readonly frame: Frame;
  readonly programmes: readonly Programme[];
}) => (
  <Document
    frame={frame}
    title={TITLE}
    before={<Breadcrumbs items={[{ text: 'Settings', href: '/settings' }, { text: TITLE }]} />}
  >
    <h1 class="govuk-heading-l">{TITLE}</h1>
    <p class="govuk-body">
      What councils published of how they audit, as settings to start from. Open one to see what it says, what is filled
      in, and what would change here. Nothing changes until you say so there.
    </p>
    <ul class="govuk-list govuk-list--spaced">
      {programmes.map(({ key, label, about, source }) => (
        <li>
          <a class="govuk-link govuk-!-font-weight-bold" href={`${LIST}/${key}`}>
            {label}
          </a>
          <br />
          {about}
          <br />
          <span class="plumbline-more">
            <Source source={source} />
          </span>
        </li>
      ))}
    </ul>
  </Document>
);

/** What starting from it would come to here. */
export interface StartShown {
  readonly version: number;
  readonly changes: readonly ChangeShown[];
  /** What it means for audits under way. */
  readonly meaning: string;
}

interface ProgrammePageProps {
  readonly frame: Frame;
  readonly programme: Programme;
  /** A sentence where it cannot be started from as the settings stand. */
  readonly start: StartShown | string;
  readonly state: FormState;
}

export const ProgrammePage = ({ frame, programme, start, state }: ProgrammePageProps) => (
  <Document
    frame={frame}
    title={programme.label}
    errors={state.errors.summary}
    before={
      <Breadcrumbs
        items={[{ text: 'Settings', href: '/settings' }, { text: TITLE, href: LIST }, { text: programme.label }]}
      />
    }
  >
    <h1 class="govuk-heading-l">{programme.label}</h1>
    <p class="govuk-body-l">{programme.about}</p>
    <p class="govuk-body">
      <Source source={programme.source} />
    </p>
    <Sentences title="What it says" sentences={programme.published} />
    <Sentences title="Filled in, and to be looked at" sentences={programme.filledIn} />
    <Sentences title="Said there, and held by no setting" sentences={programme.notSet} />
    <Sentences title="The parts of its report" sentences={programme.report} />
    <h2 class="govuk-heading-m" id="what-would-change">
      What would change here
    </h2>
    {typeof start === 'string' ? (
      <InsetText>It cannot be started from as the settings stand. {start}</InsetText>
    ) : start.changes.length === 0 ? (
      <InsetText>Nothing: the settings in force are these.</InsetText>
    ) : (
      <>
        <InsetText>{start.meaning}</InsetText>
        <p class="govuk-body">
          What is not in the list stays as it is, the council’s name and people too. Every version of the settings is
          kept, and can be looked at and compared.
        </p>
        <Changes
          caption={`${start.changes.length} ${start.changes.length === 1 ? 'change' : 'changes'}`}
          changes={start.changes}
        />
        <CommandForm
          state={state}
          fields={[]}
          button={`Publish version ${start.version}: start from ${programme.label}`}
          cancel={LIST}
        />
      </>
    )}
  </Document>
);

const Sentences = ({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) =>
  sentences.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {sentences.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </>
  );
