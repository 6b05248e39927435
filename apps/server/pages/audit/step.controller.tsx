import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { CommandRefusal } from '#application';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { ProblemError, problem } from '../../problems/problem.js';
import { blamed } from '../forms/blamed.js';
import { NO_ERRORS, errorsOf, type FormErrors } from '../forms/errors-of.js';
import { giveCommand, newCommandKey } from '../forms/give-command.js';
import { one, postedOf, type Posted } from '../forms/posted.js';
import { valuesOf } from '../forms/values-of.js';
import { Pages, seeOther } from '../frame/pages.js';
import { Audits } from './audits.js';
import type { OpenedAudit } from './opened-audit.js';
import { peopleToChoose } from './people-to-choose.js';
import { presentEntry } from './present-entry.js';
import type { EntryShown } from './present-entry.js';
import type { PersonOption, StepForm } from './step-form.js';
import { StepPage } from './step-page.js';
import { stepNamed } from './steps.js';

/** A step's form as it was sent, and what came of it. */
interface Sent {
  readonly posted: Posted;
  readonly errors: FormErrors;
  readonly changedMeanwhile: readonly EntryShown[];
}

const UNKNOWN = problem(404, 'unknown-address', 'There is nothing at this address.');

/** The forms of the lifecycle: one for each step that people take. */
@ApiExcludeController()
@Controller('audits/:reference/:step')
export class StepController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Audits) private readonly audits: Audits,
  ) {}

  @Get(['', ':item'])
  async form(
    @Exchanged() exchange: Exchange,
    @Param('reference') reference: string,
    @Param('step') step: string,
    @Param('item') item: string | undefined,
  ): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const audit = await this.audits.open(visitor, reference, 'detail');
    await this.show(exchange, audit, step, item ?? null, null);
  }

  @Post(['', ':item'])
  async give(
    @Exchanged() exchange: Exchange,
    @Param('reference') reference: string,
    @Param('step') name: string,
    @Param('item') itemGiven: string | undefined,
    @Body() body: unknown,
  ): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const { engine } = this.pages;
    const item = itemGiven ?? null;
    const { command, form } = known(name);
    const audit = await this.audits.open(visitor, reference, 'detail');
    const posted = postedOf(body);
    const fields = form.fields?.(audit, item, await this.peopleFor(form, audit)) ?? [];
    const values = valuesOf(fields, posted);
    const said = form.says?.(values, audit, item) ?? values;
    let revision = one(posted, 'revision');
    for (const each of Array.isArray(said) ? said : [said]) {
      const answer = await giveCommand(engine, {
        name: command,
        target: audit.document.auditId,
        body: each,
        actor: visitor.actor,
        posted: { ...posted, revision },
        correlationId: exchange.request.id,
      });
      if ('refused' in answer) {
        const now = await this.audits.open(visitor, reference, 'detail');
        const errors = answer.kind === 'precondition' ? NO_ERRORS : errorsOf(blamed(answer, fields), fields, values);
        const changedMeanwhile = changedSince(now, answer, Number(one(posted, 'revision')));
        await this.show(exchange, now, name, item, { posted, errors, changedMeanwhile });
        return;
      }
      // What follows of the same form was shown at what came before it.
      revision = String(answer.revision);
    }
    const next = form.next?.(audit, item) ?? `/audits/${audit.document.reference}`;
    seeOther(exchange.reply, withDone(next, name));
  }

  private async peopleFor({ people }: StepForm, audit: OpenedAudit): Promise<readonly PersonOption[]> {
    return people === undefined ? [] : peopleToChoose(this.pages.engine, audit, people);
  }

  /** The form, empty or as it was sent; where the step is not to be taken, why. */
  private async show(
    exchange: Exchange,
    audit: OpenedAudit,
    name: string,
    item: string | null,
    sent: Sent | null,
  ): Promise<void> {
    const { command, form } = known(name);
    const { document, visitor } = audit;
    const candidates = audit.steps.filter((each) => each.command === command);
    const step = candidates.find((each) => each.item === null || each.item.id === item);
    if (step === undefined) throw new ProblemError(UNKNOWN);
    if (!step.may && sent === null) throw new ProblemError(problem(409, step.code, step.why));
    const people = await this.peopleFor(form, audit);
    const fields = form.fields?.(audit, item, people) ?? [];
    const title = titleOf(audit, step.title, command, item);
    await this.pages.send(
      exchange,
      (frame) => (
        <StepPage
          frame={frame}
          reference={document.reference}
          title={title}
          caseId={typeof document.caseId === 'string' ? document.caseId : null}
          lead={form.lead?.(audit, item)}
          isWarning={form.isWarning ?? false}
          button={form.button ?? step.title}
          barred={people.filter(({ against }) => against !== undefined)}
          fields={fields}
          state={{
            formToken: visitor.formToken,
            commandKey: newCommandKey(),
            revision: audit.revision,
            posted: sent?.posted ?? null,
            errors: sent?.errors ?? NO_ERRORS,
          }}
          changedMeanwhile={sent?.changedMeanwhile ?? []}
        />
      ),
      sent === null ? 200 : 422,
    );
  }
}

function known(name: string) {
  const step = stepNamed(name);
  if (step === undefined) throw new ProblemError(UNKNOWN);
  return step;
}

/** The domain's own name, on the page that grades it. */
const titleOf = ({ tool }: OpenedAudit, title: string, command: string, item: string | null): string =>
  command === 'GradeDomain' ? (tool?.domains.find(({ key }) => key === item)?.label ?? title) : title;

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
