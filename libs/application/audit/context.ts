import { hash } from 'node:crypto';
import {
  actionsShown,
  auditWorkflow,
  capacityStream,
  draftsAmong,
  isParty,
  isSelected,
  londonDateOf,
  partyRoles,
  readerOf,
  readingOf,
  refuse,
  responsibilitiesOf,
  revisionShown,
  settingsAt,
  wasTold,
  withholdsFirstGrade,
} from '#domain';
import type { AgreedAction, AuditContext, AuditState, Refusal, Standing, WorkflowRow } from '#domain';
import type { RowContext } from '../row/command-row.js';
import { readsFold, readsStream } from '../reads/read-log.js';
import { reminderFold, reminderStream } from '../reminders/rows.js';
import { capacityFold } from '../sample/reservation-rows.js';
import { auditFold, auditStream } from './record.js';
import type { AuditRecord } from './record.js';

/** What is known before an audit's command is decided, whether or not somebody has given one. */
export type AskContext = Pick<RowContext, 'actor' | 'now' | 'today' | 'newId' | 'id' | 'references' | 'stateOf'>;

export interface Named {
  readonly auditorId?: string | null;
  /** An action of any audit. */
  readonly action?: { readonly auditId: string; readonly actionId: string };
}

/**
 * What an audit's decision may look at: the settings it is pinned to, and what other streams know.
 * @param named whom and what the command names besides the audit
 */
export async function auditContext(
  { auditorId = null, action }: Named,
  { state, recorded }: AuditRecord,
  context: AskContext,
): Promise<AuditContext | Refusal> {
  const { references, id, stateOf } = context;
  const settings = isSelected(state) ? settingsAt(references.published, state.settingsVersion) : references.settings;
  if (settings === null) return refuse('rule', 'settings-missing', 'No programme settings have been published yet.');
  const firstGradeReadBy = state.stage === 'moderation' ? await firstGradeReaders(context) : NOBODY;
  return {
    ...context,
    settings,
    calendar: references.calendar,
    directory: references.directory,
    responsibilities: responsibilitiesOf(references.settings),
    // Worked out where it is asked for: of all commands only a submission does.
    get chance() {
      return chanceOf(id);
    },
    facts: {
      auditorAuditsBefore: auditorId === null ? 0 : await auditsBefore(auditorId, id, stateOf),
      hasReadFirstGrade: firstGradeReadBy.has(context.actor.id),
      firstGradeReadBy,
      wasToldOfConcern: state.stage === 'moderation' && state.concerns.length > 0 && (await wasToldOfConcern(context)),
      recordedEvent: (eventId) => recorded.find(({ id: event }) => event === eventId)?.type ?? null,
      recordedItem: (eventId) => recorded.find(({ id: event }) => event === eventId)?.item ?? null,
      isFinding(findingId) {
        const drafts = draftsAmong(recorded);
        return recorded.some(
          ({ type, item }, index) => type === 'finding-recorded' && item === findingId && !drafts.has(index),
        );
      },
      actionNamed: action === undefined ? null : await actionNamed(action, context),
      submittedOn: () => {
        const submitted = recorded.find(({ type }) => type === 'first-grade-submitted');
        return submitted?.recordedAt === undefined ? null : londonDateOf(submitted.recordedAt);
      },
    },
  };
}

/** How an action stands, of what the actor may know of its audit. */
async function actionNamed(
  { auditId, actionId }: NonNullable<Named['action']>,
  context: AskContext,
): Promise<AgreedAction['status'] | null> {
  const { state } = await context.stateOf(auditStream(auditId), auditFold);
  const known = actionsShown(state, readerOf(state, standingIn(context)));
  return known.find((action) => action.actionId === actionId)?.status ?? null;
}

/** A number from 0 up to 1 that nobody chose: the first 48 bits of the SHA-256 of the audit's id. */
const chanceOf = (auditId: string): number =>
  parseInt(hash('sha256', `moderation ${auditId}`, 'hex').slice(0, 12), 16) / 2 ** 48;

const NOBODY: ReadonlySet<string> = new Set();

async function firstGradeReaders({ id, stateOf }: AskContext): Promise<ReadonlySet<string>> {
  return (await stateOf(readsStream(id), readsFold)).firstGradeReadBy;
}

/** Whether a message of a safety concern on it has gone to the actor, whatever they are to the audit now. */
async function wasToldOfConcern({ id, actor, stateOf }: AskContext): Promise<boolean> {
  return wasTold(await stateOf(reminderStream(id), reminderFold), actor.id, ['concern', 'resolve-concern']);
}

async function auditsBefore(auditorId: string, auditId: string, stateOf: RowContext['stateOf']): Promise<number> {
  const { everHeld } = await stateOf(capacityStream(auditorId), capacityFold);
  return everHeld.has(auditId) ? everHeld.size - 1 : everHeld.size;
}

/** The revision of an audit that somebody is told of: for whom something is kept back, counted without it. */
export function auditRevisionShown({ state, recorded }: AuditRecord, revision: number, context: AskContext): number {
  const standing = standingIn(context);
  if (!withholdsFirstGrade(state, standing)) return revision;
  const reader = { ...readingOf(state, standing), personId: context.actor.id };
  return revisionShown(recorded.slice(0, revision + 1), reader);
}

export const standingIn = ({ actor, references, today }: AskContext): Standing => ({
  actor,
  directory: references.directory,
  today,
  responsibilities: responsibilitiesOf(references.settings),
  hasReadFirstGrade: false,
});

const rowsByCommand = new Map<string, readonly WorkflowRow[]>();
for (const row of auditWorkflow) rowsByCommand.set(row.command, [...(rowsByCommand.get(row.command) ?? []), row]);

/** The role in which the workflow table lets somebody give a command; the first of theirs where it does not say. */
export function roleFor(name: string, state: AuditState, context: RowContext, actionId: string | null): string {
  const { roles: held } = context.actor;
  const [first, ...others] = held;
  if (first === undefined) return 'none';
  if (others.length === 0) return first;
  const standing = standingIn(context);
  const rows = (rowsByCommand.get(name) ?? []).filter((row) => row.in.some((stage) => stage === state.stage));
  const parties = rows.flatMap(({ by }) => by).filter((party) => isParty(party, state, standing, actionId));
  const roles = parties.flatMap((party) => partyRoles[party]);
  return held.find((role) => roles.includes(role)) ?? first;
}
