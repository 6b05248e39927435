import { Inject, Injectable } from '@nestjs/common';
import type { Actor, Refusal } from '#domain';
import type { Draft, StepFormName } from '#drafts';
import { auditIdFor, keepStepDraft } from '#engine';
import type { Engine } from '#engine';
import { keptIfPossible } from '../forms/kept.js';
import type { Posted } from '../forms/posted.js';
import { typedIn } from '../forms/typed.js';
import { Pages } from '../frame/pages.js';
import type { OpenedAudit } from './opened-audit.js';
import { presentEntry, type EntryShown } from './present-entry.js';
import { stepAddress, stepName } from './step-address.js';
import { knownStep } from './steps.js';

/** Where the form of a step is. */
export interface FormAddress {
  readonly reference: string;
  /** Of the step. */
  readonly name: string;
  readonly item: string | null;
}

/** What people typed into the forms of audits and have not sent. */
@Injectable()
export class StepDrafts {
  constructor(@Inject(Pages) private readonly pages: Pages) {}

  async find(actor: Actor, form: FormAddress): Promise<Draft | null> {
    return this.pages.engine.drafts.find(await this.draftOf(actor, form));
  }

  /** Nothing of it is checked but whose and of what it is. @throws ProblemError where there is no such step */
  async keep(actor: Actor, form: FormAddress, posted: Posted): Promise<Draft | Refusal> {
    const { command } = knownStep(form.name);
    const { form: of } = await this.draftOf(actor, form);
    return keepStepDraft(this.pages.engine, { auditId: of.auditId, actor, command, form: of }, typedIn(posted));
  }

  /** Where there is more to say than whether it was kept; null where it was not. */
  keepIfPossible(...typed: Parameters<StepDrafts['keep']>): Promise<Draft | null> {
    return keptIfPossible(() => this.keep(...typed));
  }

  async forget(actor: Actor, form: FormAddress): Promise<void> {
    await this.pages.engine.drafts.forget(await this.draftOf(actor, form));
  }

  private async draftOf(
    { id }: Actor,
    { reference, name, item }: FormAddress,
  ): Promise<{ readonly personId: string; readonly form: StepFormName }> {
    const auditId = await auditIdFor(this.pages.engine, reference);
    return { personId: id, form: { auditId, step: name, item } };
  }
}

/** Steps with a form for each domain. */
const BY_DOMAIN: ReadonlySet<string> = new Set(['GradeDomain', 'AnswerQuestions']);

/** The addresses of an audit's forms in which its visitor typed something and did not send it. */
export async function begunOn({ drafts }: Engine, audit: OpenedAudit): Promise<ReadonlySet<string>> {
  const { document, steps, tool, visitor } = audit;
  const { auditId, reference } = document;
  const forms = steps.flatMap((step) => {
    const items = BY_DOMAIN.has(step.command) ? (tool?.domains ?? []).map(({ key }) => key) : [step.item?.id];
    return items.map((item) => ({
      auditId,
      step: stepName(step),
      item: item ?? null,
      address: stepAddress(reference, step, item),
    }));
  });
  return new Set((await drafts.begun(visitor.actor.id, forms)).map(({ address }) => address));
}

/** What others did since a draft was typed. */
export function changedByOthers(audit: OpenedAudit, draft: Draft | null): readonly EntryShown[] {
  const revision = draft?.revision ?? null;
  if (revision === null) return [];
  return audit.timeline
    .filter((entry) => entry.revision > revision && entry.by.id !== audit.visitor.actor.id)
    .map((entry) => presentEntry(entry, audit));
}
