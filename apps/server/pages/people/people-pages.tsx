import { BackLink } from '../components/back-link.js';
import { Button } from '../components/button.js';
import { InsetText } from '../components/inset-text.js';
import { Tag } from '../components/tag.js';
import { SummaryList } from '../components/summary-list.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import type { TokenShown } from '../tokens/present-tokens.js';
import { TokensTable } from '../tokens/tokens-table.js';
import { Filter, type FilterField } from '../lists/filter.js';
import { ListHead } from '../lists/list-head.js';
import { countedOf } from '../lists/onward.js';
import type { AbsenceShown, PersonListed, WaitingShown } from './present-people.js';

interface PeoplePageProps {
  readonly frame: Frame;
  readonly fields: readonly FilterField[];
  readonly sort: FilterField;
  readonly csv: string;
  readonly people: readonly PersonListed[];
  readonly waiting: number;
  /** The council gives audits only to those who are trained. */
  readonly asksTraining: boolean;
}

/** People and what each may do. */
export const PeoplePage = ({ frame, fields, sort, csv, people, waiting, asksTraining }: PeoplePageProps) => (
  <Document frame={frame} title="People">
    <h1 class="govuk-heading-l">People</h1>
    {waiting > 0 && (
      <InsetText>
        {waiting === 1 ? 'One change waits' : `${waiting} changes wait`} for a second person.{' '}
        <a class="govuk-link" href="/people/changes">
          Look at {waiting === 1 ? 'it' : 'them'}
        </a>
      </InsetText>
    )}
    <div class="govuk-button-group">
      <Button href="/people/new">Register a person</Button>
      <Button href="/people/import" classes="govuk-button--secondary">
        Import a file
      </Button>
      <a class="govuk-link" href="/teams">
        Teams
      </a>
      <a class="govuk-link" href="/people/invitations">
        Invitations
      </a>
      {asksTraining && (
        <a class="govuk-link" href="/people/training">
          Auditor training
        </a>
      )}
    </div>
    <Filter address="/people" summary="Filter or sort people" fields={fields} sort={sort} />
    {people.length === 0 ? (
      <p class="govuk-body">Nobody fits this filter. Clear it, or register the person.</p>
    ) : (
      <>
        <ListHead counted={countedOf(people.length, people.length, ['person', 'people'])} csv={csv} />
        <WideTable
          caption="People"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={PEOPLE_HEAD.map((text) => ({ text }))}
          rows={people.map(({ name, href, ref, team, roles, standing }) => [
            {
              text: (
                <a class="govuk-link" href={href}>
                  {name}
                </a>
              ),
            },
            { text: ref },
            { text: team },
            { text: roles },
            { text: standing },
          ])}
        />
      </>
    )}
  </Document>
);

export const PEOPLE_HEAD = ['Name', 'Reference', 'Team', 'Roles', 'In post'];

interface PersonPageProps {
  readonly frame: Frame;
  readonly address: string;
  readonly name: string;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly waiting: readonly WaitingShown[];
  readonly absences: readonly AbsenceShown[];
  readonly tokens: readonly TokenShown[];
  /** What became of their newest invitation; null where they were never invited. */
  readonly invitation: string | null;
  /** A half of their link waits for whoever looks. */
  readonly hasHalf: boolean;
  /** The council gives audits only to those who are trained. */
  readonly asksTraining: boolean;
}

export const PersonPage = ({
  frame,
  address,
  name,
  facts,
  waiting,
  absences,
  tokens,
  invitation,
  hasHalf,
  asksTraining,
}: PersonPageProps) => (
  <Document frame={frame} title={name} before={<BackLink href="/people">People</BackLink>}>
    <h1 class="govuk-heading-l">{name}</h1>
    {waiting.length > 0 && (
      <InsetText>
        {waiting.map(({ what, askedBy }) => (
          <p>
            Waits for a second person: {what}, asked for by {askedBy}.
          </p>
        ))}
        <a class="govuk-link" href="/people/changes">
          Confirm or decline
        </a>
      </InsetText>
    )}
    <SummaryList rows={[...facts]} />
    <div class="govuk-button-group">
      <Button href={`${address}/change`}>Change details and roles</Button>
      <Button href={`${address}/absence`} classes="govuk-button--secondary">
        Record an absence
      </Button>
      {asksTraining && (
        <Button href={`${address}/training`} classes="govuk-button--secondary">
          Record auditor training
        </Button>
      )}
    </div>
    <h2 class="govuk-heading-m">Signing in</h2>
    <p class="govuk-body">{invitation ?? 'They have not been invited yet.'}</p>
    <div class="govuk-button-group">
      <Button href={`${address}/invite`} classes="govuk-button--secondary">
        {invitation === null ? 'Invite' : 'Invite again'}
      </Button>
      {hasHalf && (
        <a class="govuk-link" href={`${address}/half`}>
          Be shown your half of the link
        </a>
      )}
    </div>
    {tokens.length > 0 && <TokensTable tokens={tokens} />}
    <h2 class="govuk-heading-m">Absences</h2>
    {absences.length === 0 ? (
      <p class="govuk-body">None recorded.</p>
    ) : (
      <WideTable
        caption="Absences"
        captionClasses="govuk-visually-hidden"
        head={['When', 'Who stands in', 'Now'].map((text) => ({ text }))}
        rows={absences.map(({ when, deputy, endHref }) => [
          { text: when },
          { text: deputy },
          {
            text:
              endHref === null ? (
                'Over'
              ) : (
                <a class="govuk-link" href={endHref}>
                  End it<span class="govuk-visually-hidden">: {when}</span>
                </a>
              ),
          },
        ])}
      />
    )}
  </Document>
);

interface ChangesPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly changes: readonly WaitingShown[];
  readonly error: string | null;
}

/** Changes that wait for a second person. */
export const ChangesPage = ({ frame, formToken, changes, error }: ChangesPageProps) => (
  <Document
    frame={frame}
    title="Changes that wait for a second person"
    errors={error === null ? [] : [{ text: error }]}
    before={<BackLink href="/people">People</BackLink>}
  >
    <h1 class="govuk-heading-l">Changes that wait for a second person</h1>
    <p class="govuk-body">
      Roles, and the address a link goes to, change once somebody else than who asked has confirmed it. Nobody gives
      themselves a role.
    </p>
    {changes.length === 0 && <p class="govuk-body">Nothing waits.</p>}
    {changes.map(({ changeId, who, href, what, askedBy, isOwn }) => (
      <div class="plumbline-item">
        <h2 class="govuk-heading-s">
          <a class="govuk-link" href={href}>
            {who}
          </a>
        </h2>
        <p class="govuk-body">
          {what}. Asked for by {askedBy}.
        </p>
        <form method="post" action="/people/changes">
          <input type="hidden" name="formToken" value={formToken} />
          <input type="hidden" name="changeId" value={changeId} />
          <div class="govuk-button-group">
            {!isOwn && (
              <Button name="answer" value="confirm" preventDoubleClick>
                Confirm<span class="govuk-visually-hidden"> for {who}</span>
              </Button>
            )}
            <Button name="answer" value="decline" classes="govuk-button--secondary" preventDoubleClick>
              {isOwn ? 'Take it back' : 'Decline'}
              <span class="govuk-visually-hidden"> for {who}</span>
            </Button>
          </div>
        </form>
      </div>
    ))}
  </Document>
);

interface TeamsPageProps {
  readonly frame: Frame;
  readonly teams: readonly {
    readonly name: string;
    readonly service: string;
    readonly href: string;
    readonly managers: string;
    readonly members: number;
  }[];
}

export const TeamsPage = ({ frame, teams }: TeamsPageProps) => (
  <Document frame={frame} title="Teams" before={<BackLink href="/people">People</BackLink>}>
    <h1 class="govuk-heading-l">Teams</h1>
    <Button href="/teams/new">Register a team</Button>
    {teams.length === 0 ? (
      <p class="govuk-body">There are no teams yet.</p>
    ) : (
      <WideTable
        caption={`${teams.length} ${teams.length === 1 ? 'team' : 'teams'}`}
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={['Team', 'Service', 'Managers', 'People'].map((text) => ({ text }))}
        rows={teams.map(({ name, service, href, managers, members }) => [
          {
            text: (
              <a class="govuk-link" href={href}>
                {name}
              </a>
            ),
          },
          { text: service },
          { text: managers },
          { text: members },
        ])}
      />
    )}
  </Document>
);

interface InvitationsPageProps {
  readonly frame: Frame;
  readonly invitations: readonly {
    readonly who: string;
    readonly href: string;
    readonly standing: string;
    readonly by: string;
  }[];
}

export const InvitationsPage = ({ frame, invitations }: InvitationsPageProps) => (
  <Document frame={frame} title="Invitations" before={<BackLink href="/people">People</BackLink>}>
    <h1 class="govuk-heading-l">Invitations</h1>
    {invitations.length === 0 ? (
      <p class="govuk-body">Nobody has been invited yet. Open a person, and invite them.</p>
    ) : (
      <WideTable
        caption="The newest invitation of each person"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={['Who', 'Standing', 'Invited by'].map((text) => ({ text }))}
        rows={invitations.map(({ who, href, standing, by }) => [
          {
            text: (
              <a class="govuk-link" href={href}>
                {who}
              </a>
            ),
          },
          { text: standing },
          { text: by },
        ])}
      />
    )}
  </Document>
);

interface TrainingPageProps {
  readonly frame: Frame;
  readonly people: readonly {
    readonly name: string;
    readonly href: string;
    readonly standing: string;
    readonly isInDate: boolean;
  }[];
}

/** Auditors and their training: those without it first, then by the day on which it ends. */
export const TrainingPage = ({ frame, people }: TrainingPageProps) => (
  <Document frame={frame} title="Auditor training" before={<BackLink href="/people">People</BackLink>}>
    <h1 class="govuk-heading-l">Auditor training</h1>
    {people.length === 0 ? (
      <p class="govuk-body">Nobody in post is an auditor.</p>
    ) : (
      <WideTable
        caption="Auditors in post, whose training ends first"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={['Name', 'Training', 'May be given audits'].map((text) => ({ text }))}
        rows={people.map(({ name, href, standing, isInDate }) => [
          {
            text: (
              <a class="govuk-link" href={href}>
                {name}
              </a>
            ),
          },
          { text: standing },
          { text: isInDate ? 'Yes' : <Tag classes="govuk-tag--yellow">No</Tag> },
        ])}
      />
    )}
  </Document>
);

interface HalfPageProps {
  readonly frame: Frame;
  readonly name: string;
  readonly address: string;
  readonly formToken: string;
  readonly commandKey: string;
  /** Shown this once; null before it is asked for. */
  readonly half: string | null;
  readonly error: string | null;
}

export const HalfPage = ({ frame, name, address, formToken, commandKey, half, error }: HalfPageProps) => (
  <Document
    frame={frame}
    title={`Your half of the link for ${name}`}
    errors={error === null ? [] : [{ text: error }]}
    before={<BackLink href={address}>{name}</BackLink>}
  >
    <h1 class="govuk-heading-l">Your half of the link for {name}</h1>
    {half === null ? (
      <form method="post" action={`${address}/half`}>
        <input type="hidden" name="formToken" value={formToken} />
        <input type="hidden" name="commandKey" value={commandKey} />
        <p class="govuk-body">
          It is shown this once. Tell it to {name} yourself, and to nobody else: without the other half it is worth
          nothing.
        </p>
        <Button preventDoubleClick>Show me my half</Button>
      </form>
    ) : (
      <>
        <InsetText>
          <code class="plumbline-secret">{half}</code>
        </InsetText>
        <p class="govuk-body">Tell it to {name} now. It is not shown again.</p>
      </>
    )}
  </Document>
);
