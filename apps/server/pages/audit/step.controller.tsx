import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { catalogue, parseBody } from '#application';
import type { CommandRefusal } from '#application';
import { isRefusal } from '#domain';
import type { Draft } from '#drafts';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { ProblemError, problem } from '../../problems/problem.js';
import { NO_ERRORS, errorsOf, type FormErrors } from '../forms/errors-of.js';
import { giveCommand, newCommandKey } from '../forms/give-command.js';
import { notRefused, tellKept } from '../forms/kept.js';
import { one, postedOf, type Posted } from '../forms/posted.js';
import { draftShown } from '../forms/kept-words.js';
import { keepingIn, madeFor } from '../forms/typed.js';
import { valuesOf } from '../forms/values-of.js';
import { tamperedWith, whatIsWrong } from '../forms/what-is-wrong.js';
import { wordsShown } from '../forms/words-shown.js';
import { toThrownAway, wasThrownAway } from '../frame/form-drafts.js';
import { Pages, seeOther } from '../frame/pages.js';
import type { Writer } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { Audits } from './audits.js';
import type { OpenedAudit } from './opened-audit.js';
import { Grades, Record } from './moderation-page.js';
import { presentModeration } from './present-moderation.js';
import { KeptWordsPage } from './kept-words-page.js';
import { peopleToChoose } from './people-to-choose.js';
import { presentEntry } from './present-entry.js';
import type { EntryShown } from './present-entry.js';
import { StepDrafts, changedByOthers } from './step-drafts.js';
import type { FormAddress } from './step-drafts.js';
import type { PersonOption, StepForm } from './step-form.js';
import { StepPage } from './step-page.js';
import { UNKNOWN_ADDRESS, knownStep, type KnownStep } from './steps.js';

/** A step's form as it was sent, and what came of it. */
interface Sent {
  readonly posted: Posted;
  readonly errors: FormErrors;
  readonly changedMeanwhile: readonly EntryShown[];
  /** What of it is kept by now. */
  readonly draft: Draft | null;
}

/** What a form is opened with. */
interface Found {
  readonly draft: Draft | null;
  readonly wasThrownAway: boolean;
}

/** The forms of the lifecycle: one for each step that people take. What is typed in them is kept until it is sent. */
@ApiExcludeController()
@Controller('audits/:reference/:step')
export class StepController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Audits) private readonly audits: Audits,
    @Inject(StepDrafts) private readonly drafts: StepDrafts,
  ) {}

  @Get(['', ':item'])
  async form(
    @Exchanged() exchange: Exchange,
    @Param('reference') reference: string,
    @Param('step') name: string,
    @Param('item') item: string | undefined,
  ): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const audit = await this.audits.open(visitor, reference, 'detail');
    const form = { reference, name, item: item ?? null };
    const draft = await this.drafts.find(visitor.actor, form);
    await this.show(exchange, audit, form, { draft, wasThrownAway: wasThrownAway(exchange.request) });
  }

  @Post(['', ':item'])
  async sent(
    @Exchanged() exchange: Exchange,
    @Param('reference') reference: string,
    @Param('step') name: string,
    @Param('item') item: string | undefined,
    @Body() body: unknown,
  ): Promise<void> {
    const writer = await this.pages.writer(exchange);
    if (writer === undefined) return;
    const form = { reference, name, item: item ?? null };
    const posted = postedOf(body);
    const keeping = keepingIn(posted);
    const { visitor } = writer;
    if (keeping === 'by-itself') return this.keepByItself(exchange, writer, form, posted);
    if (visitor === null) return this.keepForLater(exchange, writer, form, posted);
    if (keeping === 'later') return this.keep(exchange, visitor, form, posted);
    if (keeping === 'no-more') return this.throwAway(exchange, visitor, form);
    try {
      await this.give(exchange, visitor, form, posted);
    } catch (error) {
      // Whatever went wrong, what was typed is there when the form is opened again.
      await this.drafts.keepIfPossible(visitor.actor, form, posted);
      throw error;
    }
  }

  /** Gives the step's command, and forgets what was kept of its form. */
  private async give(exchange: Exchange, visitor: Visitor, of: FormAddress, posted: Posted): Promise<void> {
    const { reference, name, item } = of;
    const step = knownStep(name);
    const { form } = step;
    const audit = await this.audits.open(visitor, reference, 'detail');
    const fields = form.fields?.(audit, item, await this.peopleFor(form, audit)) ?? [];
    const values = valuesOf(fields, posted);
    const said = form.says?.(values, audit, item) ?? values;
    const bodies: readonly object[] = Array.isArray(said) ? said : [said];
    const refusal = tamperedWith(fields, posted) ?? (await this.giveEach(exchange, audit, step, posted, bodies));
    if (refusal !== null) {
      const draft = await this.drafts.keepIfPossible(visitor.actor, of, posted);
      const now = await this.audits.open(visitor, reference, 'detail');
      const errors = refusal.kind === 'precondition' ? NO_ERRORS : whatIsWrong(refusal, fields, posted, values);
      const changedMeanwhile = changedSince(now, refusal, Number(one(posted, 'revision')));
      await this.show(exchange, now, of, { posted, errors, changedMeanwhile, draft });
      return;
    }
    // The step is taken: a draft that cannot be forgotten now is shown again at worst.
    await this.drafts.forget(visitor.actor, of).catch(() => undefined);
    const next = form.next?.(audit, item) ?? `/audits/${audit.document.reference}`;
    seeOther(exchange.reply, withDone(next, name));
  }

  /**
   * Gives the commands of a form, one after another; none of them where one is not as it should be.
   * @returns why it was refused, told by the questions of the form; null where all of it is done
   */
  private async giveEach(
    exchange: Exchange,
    { document, visitor }: OpenedAudit,
    { command, form }: KnownStep,
    posted: Posted,
    bodies: readonly object[],
  ): Promise<CommandRefusal | null> {
    const { body: as = null } = catalogue.find(({ name }) => name === command) ?? {};
    for (const body of bodies.length > 1 ? bodies : []) {
      const parsed = parseBody(as, body);
      if (isRefusal(parsed)) return inFields(form, parsed, body);
    }
    let revision = one(posted, 'revision');
    for (const body of bodies) {
      const answer = await giveCommand(this.pages.engine, {
        name: command,
        target: document.auditId,
        body,
        actor: visitor.actor,
        posted: { ...posted, revision },
        correlationId: exchange.request.id,
      });
      if ('refused' in answer) return inFields(form, answer, body);
      // What follows of the same form was shown at what came before it.
      revision = String(answer.revision);
    }
    return null;
  }

  /** As the script of the page asks, now and then. */
  private async keepByItself(exchange: Exchange, writer: Writer, form: FormAddress, posted: Posted): Promise<void> {
    const kept = notRefused(await this.drafts.keep(writer.actor, form, posted));
    tellKept(exchange.reply, kept, writer.visitor !== null);
  }

  /** What came from a session that has ended is kept until its writer has signed in again, and then opens with its form. */
  private async keepForLater(exchange: Exchange, { actor }: Writer, form: FormAddress, posted: Posted): Promise<void> {
    if (keepingIn(posted) !== 'no-more') notRefused(await this.drafts.keep(actor, form, posted));
    this.pages.toSignIn(exchange);
  }

  private async keep(exchange: Exchange, visitor: Visitor, form: FormAddress, posted: Posted): Promise<void> {
    const kept = await this.drafts.keep(visitor.actor, form, posted);
    if (!isRefusal(kept)) return seeOther(exchange.reply, `/audits/${form.reference}?kept=${form.name}`);
    const audit = await this.audits.open(visitor, form.reference, 'detail');
    const errors = errorsOf(kept, [], {});
    await this.show(exchange, audit, form, { posted, errors, changedMeanwhile: [], draft: null });
  }

  private async throwAway(exchange: Exchange, { actor }: Visitor, form: FormAddress): Promise<void> {
    await this.drafts.forget(actor, form);
    toThrownAway(exchange);
  }

  private async peopleFor({ people }: StepForm, audit: OpenedAudit): Promise<readonly PersonOption[]> {
    return people === undefined ? [] : peopleToChoose(this.pages.engine, audit, people);
  }

  /** The form, empty, as it was left or as it was sent; where the step is not to be taken, why, and what was typed. */
  private async show(exchange: Exchange, audit: OpenedAudit, of: FormAddress, shown: Sent | Found): Promise<void> {
    const { name, item } = of;
    const { command, form } = knownStep(name);
    const { document, visitor } = audit;
    const { draft } = shown;
    const sent = 'posted' in shown ? shown : null;
    const candidates = audit.steps.filter((each) => each.command === command);
    const step = candidates.find((each) => each.item === null || each.item.id === item);
    if (step === undefined) throw new ProblemError(UNKNOWN_ADDRESS);
    const title = titleOf(audit, step.title, command, item);
    if (!step.may && sent === null) {
      if (draft === null) throw new ProblemError(problem(409, step.code, step.why));
      const fields = form.fields?.(audit, item, []) ?? [];
      const words = wordsShown(fields, draft.words);
      const kept = draftShown(draft, fields);
      return this.pages.send(exchange, (frame) => (
        <KeptWordsPage
          {...kept}
          frame={frame}
          reference={document.reference}
          title={title}
          why={step.why}
          words={words}
          formToken={visitor.formToken}
        />
      ));
    }
    const people = await this.peopleFor(form, audit);
    const fields = form.fields?.(audit, item, people) ?? [];
    const commandKey = newCommandKey();
    const drafting = {
      madeFor: await madeFor(this.pages.engine, visitor.actor.id, commandKey),
      shown: draft?.savedAt ?? null,
      isKeptByButton: true,
    };
    await this.pages.send(
      exchange,
      (frame) => (
        <StepPage
          frame={frame}
          reference={document.reference}
          title={title}
          caseId={typeof document.caseId === 'string' ? document.caseId : null}
          lead={form.lead?.(audit, item)}
          above={form.above?.(audit)}
          isWarning={form.isWarning ?? false}
          button={form.button ?? step.title}
          beside={besideOf(audit, form)}
          barred={people.filter(({ against }) => against !== undefined)}
          fields={fields}
          state={{
            formToken: visitor.formToken,
            commandKey,
            revision: audit.revision,
            posted: sent?.posted ?? draft?.words ?? null,
            errors: sent?.errors ?? NO_ERRORS,
            ...(fields.length > 0 && { drafting }),
          }}
          changedMeanwhile={sent?.changedMeanwhile ?? changedByOthers(audit, draft)}
          draft={sent === null && draft !== null ? draftShown(draft, fields) : null}
          wasThrownAway={'wasThrownAway' in shown && shown.wasThrownAway}
        />
      ),
      sent === null ? 200 : 422,
    );
  }
}

/** What a moderator weighs while they write. */
function besideOf(audit: OpenedAudit, { beside }: StepForm) {
  if (beside === undefined) return null;
  const moderation = presentModeration(audit, new Set());
  return (
    <>
      {beside === 'record-and-grades' && <Grades {...moderation} />}
      <Record {...moderation} />
    </>
  );
}

/** What is wrong with a body, told by the fields of its form. */
function inFields({ fieldOf }: StepForm, refusal: CommandRefusal, said: object): CommandRefusal {
  if (fieldOf === undefined || refusal.problems === undefined) return refusal;
  const problems = refusal.problems.map((problem) => ({ ...problem, property: fieldOf(problem.property, said) }));
  return { ...refusal, problems };
}

/** The domain's own name, on the page that grades it. */
const titleOf = ({ tool }: OpenedAudit, title: string, command: string, item: string | null): string =>
  command === 'GradeDomain' || command === 'AnswerQuestions'
    ? (tool?.domains.find(({ key }) => key === item)?.label ?? title)
    : title;

/** What others did since the form was shown, where that is why it was refused. */
function changedSince(audit: OpenedAudit, refusal: CommandRefusal, revision: number): readonly EntryShown[] {
  if (refusal.kind !== 'precondition') return [];
  return audit.timeline.filter((entry) => entry.revision > revision).map((entry) => presentEntry(entry, audit));
}

/** @param address may lead to a part of the page */
function withDone(address: string, name: string): string {
  const [page, part] = address.split('#');
  return `${page}?done=${name}${part === undefined ? '' : `#${part}`}`;
}
