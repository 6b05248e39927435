import type { SettingsSchema } from '#domain';
import { BackLink } from '../components/back-link.js';
import { Breadcrumbs } from '../components/breadcrumbs.js';
import { Button } from '../components/button.js';
import { Details } from '../components/details.js';
import { InsetText } from '../components/inset-text.js';
import { Textarea } from '../components/textarea.js';
import { WideTable } from '../components/wide-table.js';
import type { ErrorItem } from '../components/error-summary.js';
import { one, type Posted } from '../forms/posted.js';
import { DraftingParts, ThrowAway, type Drafting } from '../forms/command-form.js';
import { KeptDraft, ThrownAway, type DraftShown } from '../forms/kept-words.js';
import { Document, type Frame } from '../frame/document.js';
import { SettingField, type Choosable } from './setting-field.js';
import { SECTIONS, type SettingsSection } from './settings-sections.js';

interface SettingsPageProps {
  readonly frame: Frame;
  readonly version: number;
  readonly mayChange: boolean;
  /** What else is looked after from here, where the navigation does not lead there. */
  readonly others: readonly { readonly text: string; readonly href: string }[];
}

/** What can be set, and which version is in force. */
export const SettingsPage = ({ frame, version, mayChange, others }: SettingsPageProps) => (
  <Document frame={frame} title="Settings">
    <h1 class="govuk-heading-l">Settings</h1>
    <p class="govuk-body">
      Version {version} is in force.{' '}
      <a class="govuk-link" href="/settings/versions">
        All versions
      </a>
    </p>
    {mayChange && (
      <ul class="govuk-list govuk-list--spaced">
        {SECTIONS.map(({ key, title, about }) => (
          <li>
            <a class="govuk-link govuk-!-font-weight-bold" href={`/settings/${key}`}>
              {title}
            </a>
            <br />
            {about}
          </li>
        ))}
        <li>
          <a class="govuk-link govuk-!-font-weight-bold" href="/settings/programmes">
            Ready-made programmes
          </a>
          <br />
          Start from what another council published: see what would change here first.
        </li>
        <li>
          <a class="govuk-link govuk-!-font-weight-bold" href="/settings/closures">
            Calendar
          </a>
          <br />
          Days on which the council is closed, besides weekends and bank holidays.
        </li>
      </ul>
    )}
    {others.length > 0 && (
      <>
        <h2 class="govuk-heading-m">Besides</h2>
        <ul class="govuk-list">
          {others.map(({ text, href }) => (
            <li>
              <a class="govuk-link" href={href}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </>
    )}
  </Document>
);

interface SectionPageProps {
  readonly frame: Frame;
  readonly section: SettingsSection;
  readonly schemas: readonly { readonly path: string; readonly schema: SettingsSchema }[];
  readonly posted: Posted;
  readonly errors: Readonly<Record<string, string>>;
  readonly summary: readonly ErrorItem[];
  readonly choosable: Choosable;
  readonly formToken: string;
  readonly commandKey: string;
  readonly drafting: Drafting;
  /** Where what stands in the form was begun before. */
  readonly begun: DraftShown | null;
  readonly wasThrownAway: boolean;
  readonly revision: string;
  readonly touched: string;
  /** What was sent changes nothing. */
  readonly isAsBefore: boolean;
}

const Trail = ({ here }: { readonly here: string }) => (
  <Breadcrumbs items={[{ text: 'Settings', href: '/settings' }, { text: here }]} />
);

/** The form of one section. Enter in a field checks it, whatever buttons stand before. */
export const SectionPage = ({ frame, section, schemas, summary, isAsBefore, ...form }: SectionPageProps) => (
  <Document frame={frame} title={section.title} errors={summary} before={<Trail here={section.title} />}>
    <h1 class="govuk-heading-l">{section.title}</h1>
    {form.wasThrownAway && <ThrownAway />}
    <p class="govuk-body">{section.about}</p>
    {form.begun && <KeptDraft {...form.begun} />}
    {isAsBefore && <InsetText>This is as the settings in force say it: there is nothing to publish.</InsetText>}
    <form method="post" action={`/settings/${section.key}`} novalidate autocomplete="off" data-autosave="">
      <input type="hidden" name="formToken" value={form.formToken} />
      <input type="hidden" name="commandKey" value={form.commandKey} />
      <input type="hidden" name="revision" value={form.revision} />
      <DraftingParts {...form.drafting} />
      {form.posted['note'] !== undefined && <input type="hidden" name="note" value={one(form.posted, 'note')} />}
      <button type="submit" name="do" value="check" class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true">
        Check
      </button>
      {schemas.map(({ path, schema }) => (
        <SettingField {...form} path={path} schema={schema} />
      ))}
      <div class="govuk-button-group">
        <Button name="do" value="check">
          See what would change
        </Button>
        {form.drafting.shown !== null && <ThrowAway />}
        <a class="govuk-link" href="/settings">
          Cancel
        </a>
      </div>
      <p class="govuk-hint" role="status" data-autosave-status />
    </form>
  </Document>
);

/** One thing that differs, in words. */
export interface ChangeShown {
  readonly what: string;
  readonly is: string;
  readonly becomes: string;
  /** What either is called, where it is a whole entry: a kind of audit, a tool. */
  readonly isOf?: string;
  readonly becomesOf?: string;
}

interface PublishPageProps {
  readonly frame: Frame;
  readonly section: SettingsSection;
  readonly changes: readonly ChangeShown[];
  /** What was said in the form, to be said once more. */
  readonly posted: Posted;
  readonly formToken: string;
  readonly commandKey: string;
  readonly drafting: Drafting;
  readonly version: number;
  /** Audits under way that keep what they have. */
  readonly underWay: number;
  readonly note: string;
  readonly noteError: string | null;
  readonly otherError: string | null;
}

const OWN = ['formToken', 'commandKey', 'madeFor', 'draftShown', 'note', 'do'];

/** What a change would come to, before it is published. */
export const PublishPage = ({ frame, section, changes, posted, noteError, otherError, ...page }: PublishPageProps) => (
  <Document
    frame={frame}
    title={`Publish version ${page.version} of the settings`}
    errors={[
      ...(otherError === null ? [] : [{ text: otherError }]),
      ...(noteError === null ? [] : [{ text: noteError, href: '#note' }]),
    ]}
    before={<Trail here={section.title} />}
  >
    <h1 class="govuk-heading-l">Publish version {page.version} of the settings</h1>
    <InsetText>{meaning(section.isPinned, page.underWay)}</InsetText>
    <Changes caption={`${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`} changes={changes} />
    <form method="post" action={`/settings/${section.key}/publish`} novalidate autocomplete="off" data-autosave="">
      <input type="hidden" name="formToken" value={page.formToken} />
      <input type="hidden" name="commandKey" value={page.commandKey} />
      <DraftingParts {...page.drafting} />
      {Object.entries(posted)
        .filter(([name]) => !OWN.includes(name))
        .flatMap(([name, value]) =>
          (typeof value === 'string' ? [value] : value).map((each) => <input type="hidden" name={name} value={each} />),
        )}
      <Textarea
        id="note"
        name="note"
        label={{ text: 'Why do they change?', classes: 'govuk-label--s' }}
        hint="Whoever reads the versions later reads this too"
        error={noteError ?? undefined}
        rows={3}
        value={page.note}
      />
      <div class="govuk-button-group">
        <Button name="do" value="publish" preventDoubleClick>
          Publish
        </Button>
        <Button name="do" value="back" classes="govuk-button--secondary">
          Change it further
        </Button>
        <a class="govuk-link" href="/settings">
          Cancel
        </a>
      </div>
      <p class="govuk-hint" role="status" data-autosave-status />
    </form>
  </Document>
);

/** What a change means for audits under way. */
export function meaning(isPinned: boolean, underWay: number): string {
  if (!isPinned) return 'This holds at once, for audits under way too.';
  const audits = underWay === 1 ? 'One audit is under way and keeps' : `${underWay} audits are under way and keep`;
  return `This holds for audits that are selected from now on. ${audits} the settings it was selected under.`.replace(
    'it was selected',
    underWay === 1 ? 'it was selected' : 'they were selected',
  );
}

export const Changes = ({
  caption,
  changes,
}: {
  readonly caption: string;
  readonly changes: readonly ChangeShown[];
}) => (
  <WideTable
    caption={caption}
    firstCellIsHeader
    head={['What', 'Is', 'Becomes'].map((text) => ({ text }))}
    rows={changes.map(({ what, is, becomes, isOf, becomesOf }) => [
      { text: what },
      { text: <Value text={is} name={isOf} />, classes: 'plumbline-written' },
      { text: <Value text={becomes} name={becomesOf} />, classes: 'plumbline-written' },
    ])}
  />
);

/** What a setting says; of a whole entry its name, and all of it when it is asked for. */
const Value = ({ text, name }: { readonly text: string; readonly name: string | undefined }) =>
  name === undefined ? <>{text}</> : <Details summary={name}>{text}</Details>;

interface VersionsPageProps {
  readonly frame: Frame;
  readonly versions: readonly {
    readonly version: number;
    readonly when: string;
    readonly by: string;
    readonly note: string;
  }[];
}

export const VersionsPage = ({ frame, versions }: VersionsPageProps) => (
  <Document frame={frame} title="Versions of the settings" before={<Trail here="Versions" />}>
    <h1 class="govuk-heading-l">Versions of the settings</h1>
    <WideTable
      caption="Versions, the newest first"
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={['Version', 'Published', 'By', 'Why'].map((text) => ({ text }))}
      rows={versions.map(({ version, when, by, note }) => [
        {
          text: (
            <a class="govuk-link" href={`/settings/versions/${version}`}>
              {version === 1 ? 'Version 1' : `Version ${version}, and what it changed`}
            </a>
          ),
        },
        { text: when },
        { text: by },
        { text: note, classes: 'plumbline-written' },
      ])}
    />
  </Document>
);

interface VersionPageProps {
  readonly frame: Frame;
  readonly version: number;
  readonly note: string;
  /** Compared with: the version before where nobody says. */
  readonly before: number | null;
  readonly others: readonly number[];
  readonly changes: readonly ChangeShown[];
}

export const VersionPage = ({ frame, version, note, before, others, changes }: VersionPageProps) => (
  <Document
    frame={frame}
    title={`Version ${version} of the settings`}
    before={<BackLink href="/settings/versions">Versions</BackLink>}
  >
    <h1 class="govuk-heading-l">Version {version} of the settings</h1>
    {note !== '' && <InsetText>{note}</InsetText>}
    {others.length > 0 && (
      <p class="govuk-body">
        Compare with version{' '}
        {others.map((other, index) => (
          <>
            {index > 0 && ', '}
            {other === before ? (
              <strong>{other}</strong>
            ) : (
              <a class="govuk-link" href={`/settings/versions/${version}?with=${other}`}>
                {other}
              </a>
            )}
          </>
        ))}
        .
      </p>
    )}
    {changes.length === 0 ? (
      <p class="govuk-body">{before === null ? 'It was the first.' : `It says the same as version ${before}.`}</p>
    ) : (
      <Changes
        caption={before === null ? 'What it says' : `What is otherwise than in version ${before}`}
        changes={changes}
      />
    )}
  </Document>
);

interface ClosuresPageProps {
  readonly frame: Frame;
  readonly closures: readonly { readonly day: string; readonly reason: string; readonly removeHref: string }[];
  readonly mayChange: boolean;
}

export const ClosuresPage = ({ frame, closures, mayChange }: ClosuresPageProps) => (
  <Document frame={frame} title="Days on which the council is closed" before={<Trail here="Calendar" />}>
    <h1 class="govuk-heading-l">Days on which the council is closed</h1>
    <p class="govuk-body">
      Besides weekends and bank holidays. Working days are counted without them, for audits under way too: their dates
      move at once.
    </p>
    {mayChange && <Button href="/settings/closures/add">Add a day</Button>}
    {closures.length === 0 ? (
      <p class="govuk-body">There are none.</p>
    ) : (
      <WideTable
        caption="Closures"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={['Day', 'Why', 'Change'].map((text) => ({ text }))}
        rows={closures.map(({ day, reason, removeHref }) => [
          { text: day },
          { text: reason },
          {
            text: mayChange ? (
              <a class="govuk-link" href={removeHref}>
                Take back<span class="govuk-visually-hidden"> {day}</span>
              </a>
            ) : (
              ''
            ),
          },
        ])}
      />
    )}
  </Document>
);
