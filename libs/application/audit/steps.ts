import {
  actionsShown,
  auditWorkflow,
  concernsShown,
  extensionsShown,
  isAskedOf,
  isRefusal,
  readerOf,
  refusalTold,
  stepTitles,
  stepsAboutItems,
} from '#domain';
import type { AuditCommandName, AuditReader, AuditState, Refusal, WorkflowTable } from '#domain';
import { againstActingFor } from '../calls/in-person.js';
import { auditContext, auditRevisionShown, standingIn } from './context.js';
import type { AskContext } from './context.js';
import { audit } from './record.js';
import type { AuditRecord } from './record.js';
import { auditRows } from './rows.js';

/** A step that somebody may take on an audit now, or why they may not. */
export type AuditStep = OneStep & (Open | Barred);

interface OneStep {
  readonly command: AuditCommandName;
  /** In the words of whoever takes it: "Claim the moderation". */
  readonly title: string;
  /** The action, safety concern or request for more time it is about; null for the audit itself. */
  readonly item: { readonly kind: 'action' | 'concern' | 'extension'; readonly id: string } | null;
  /** Where the command is posted to, below /api/v1, `:id` for the audit. */
  readonly path: string;
}

interface Open {
  readonly may: true;
}

interface Barred {
  readonly may: false;
  /** Stable: the code the command itself would be refused with. */
  readonly code: string;
  /** A sentence that holds no name and no free text. */
  readonly why: string;
}

export interface AuditSteps {
  /** Of the audit, as the reader may know it: what `If-Match` of a command carries. */
  readonly revision: number;
  readonly steps: readonly AuditStep[];
}

interface Step extends Pick<OneStep, 'command' | 'path'> {
  /** What it is about besides the audit. */
  readonly about: 'action' | 'concern' | 'extension' | null;
  readonly own: boolean;
}

const table: WorkflowTable = auditWorkflow;
const itemsByStep = new Map<string, NonNullable<Step['about']>>(Object.entries(stepsAboutItems));

/** In the order of the lifecycle. The first step makes an audit and is none on one. */
const STEPS: readonly Step[] = [...new Set(table.map(({ command }) => command))].flatMap((command) => {
  const row = auditRows.find(({ name }) => name === command);
  if (row === undefined || row.path === null || row.record !== 'standing') return [];
  return [{ command, path: row.path, about: itemsByStep.get(command) ?? null, own: row.own === true }];
});

/**
 * Every step of the lifecycle that is asked for, with whether somebody may take it on this audit now: what the gateway
 * will answer, whatever the command goes on to say, because both ask the same (`AuditDecider.against`). Whoever may read
 * nothing of the audit and take no step on it is answered as of an audit that is not there.
 */
export async function stepsOn(
  record: AuditRecord,
  revision: number,
  context: AskContext,
): Promise<AuditSteps | Refusal> {
  const { state } = record;
  const known = await auditContext({}, record, context);
  if (isRefusal(known)) return known;
  const standing = { ...standingIn(context), hasReadFirstGrade: known.facts.hasReadFirstGrade };
  const reader = readerOf(state, standing);
  const asked = STEPS.filter(({ command }) => isAskedOf(command, state, known.settings));
  const steps = asked.flatMap((step) =>
    itemsOf(step.about, state, reader).map((item): AuditStep => {
      const { command, path } = step;
      const refused =
        againstActingFor(step.own, context.actor, context.references) ??
        audit.against(command, item?.id ?? null, state, known);
      const one = { command, title: stepTitles[command], item, path };
      if (refused === null) return { ...one, may: true };
      const { code, sentence } = refusalTold(refused, state, standing);
      return { ...one, may: false, code, why: sentence };
    }),
  );
  return { revision: auditRevisionShown(record, revision, context), steps };
}

/** What a step can be about, of what the reader knows. */
function itemsOf(about: Step['about'], state: AuditState, reader: AuditReader): readonly OneStep['item'][] {
  switch (about) {
    case null:
      return [null];
    case 'concern':
      return concernsShown(state, reader).map(({ concernId }) => ({ kind: about, id: concernId }));
    case 'extension':
      return extensionsShown(state, reader).map(({ extensionId }) => ({ kind: about, id: extensionId }));
    case 'action':
      return actionsShown(state, reader).map(({ actionId }) => ({ kind: about, id: actionId }));
  }
}
