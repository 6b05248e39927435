import { Inject, Injectable } from '@nestjs/common';
import type { Resource } from '#access';
import type { CommandRefusal } from '#application';
import type { Draft } from '#drafts';
import type { Exchange } from '../../exchange/exchange.js';
import { ProblemError, problemOf } from '../../problems/problem.js';
import { NO_ERRORS, type FormErrors } from '../forms/errors-of.js';
import { giveCommand, newCommandKey, type FormOrder } from '../forms/give-command.js';
import { draftShown } from '../forms/kept-words.js';
import { postedOf, type Posted } from '../forms/posted.js';
import { valuesOf, type Values } from '../forms/values-of.js';
import { tamperedWith, whatIsWrong } from '../forms/what-is-wrong.js';
import { FormDrafts, wasThrownAway } from '../frame/form-drafts.js';
import { Pages, seeOther } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { FormPage } from './form-page.js';
import type { PageForm, ShownForm } from './page-form.js';

/** A form as it was sent, and what came of it. */
interface Sent {
  readonly posted: Posted;
  readonly errors: FormErrors;
  readonly hasChanged: boolean;
}

/** Makes a form of whoever asks. */
type FormFor<Form extends ShownForm> = (asking: Pick<Visitor, 'actor'>) => Form | Promise<Form>;

/** Shows forms that give one command, and gives it. What is typed in them is kept until it is sent. */
@Injectable()
export class FormPages {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(FormDrafts) private readonly drafts: FormDrafts,
  ) {}

  /** @param resource whom the form is open to, as the list it belongs to */
  async show(exchange: Exchange, resource: Resource | null, formFor: FormFor<ShownForm>): Promise<void> {
    const visitor = await this.pages.visitor(exchange, resource);
    if (visitor === undefined) return;
    const form = await formFor(visitor);
    const draft = form.fields.length === 0 ? null : await this.drafts.find(exchange.request, visitor.actor);
    await this.send(exchange, visitor, form, draft, null);
  }

  /** Gives the command: onwards where it is accepted, and the form again, as it was sent, where it is refused. */
  async give(exchange: Exchange, resource: Resource | null, body: unknown, formFor: FormFor<PageForm>): Promise<void> {
    const writer = await this.pages.writer(exchange, resource);
    if (writer === undefined) return;
    const form = await formFor(writer);
    const posted = postedOf(body);
    const visitor = await this.drafts.sender(exchange, writer, posted, form.about);
    if (visitor === undefined) return;
    const keep = (): Promise<Draft | null> =>
      form.fields.length === 0
        ? Promise.resolve(null)
        : this.drafts.keepIfPossible(exchange.request, visitor.actor, posted, form.about);
    const values = valuesOf(form.fields, posted);
    const answer =
      tamperedWith(form.fields, posted) ??
      (await this.done(form, values, { actor: visitor.actor, posted, correlationId: exchange.request.id }).catch(
        async (error: unknown) => {
          // Whatever went wrong, what was typed is there when the form is opened again.
          await keep();
          throw error;
        },
      ));
    if (!('refused' in answer)) {
      // It is done: a draft that cannot be forgotten now is shown again at worst.
      await this.drafts.forget(exchange.request, visitor.actor).catch(() => undefined);
      return seeOther(exchange.reply, answer.next);
    }
    if (form.fields.length === 0 && answer.kind === 'not-allowed') throw new ProblemError(problemOf(answer));
    const hasChanged = answer.kind === 'precondition';
    const errors = hasChanged ? NO_ERRORS : whatIsWrong(answer, form.fields, posted, values);
    await this.send(exchange, visitor, await formFor(visitor), await keep(), { posted, errors, hasChanged });
  }

  /** Does what the form is for: where one goes on, or why it is refused. */
  private async done(
    form: PageForm,
    values: Values,
    order: Pick<FormOrder, 'actor' | 'posted' | 'correlationId'>,
  ): Promise<{ readonly next: string } | CommandRefusal> {
    if ('enters' in form) return (await form.enters(values)) ?? { next: form.next() };
    const { command: name, target, says } = form;
    const answer = await giveCommand(this.pages.engine, {
      ...order,
      name,
      target,
      body: (await says?.(values)) ?? values,
    });
    return 'refused' in answer ? answer : { next: await form.next(answer) };
  }

  /** The page of a form: as it stands, with what was kept of it, or as it was sent with what is wrong. */
  async send(
    exchange: Exchange,
    visitor: Visitor,
    form: ShownForm,
    draft: Draft | null,
    sent: Sent | null,
  ): Promise<void> {
    const commandKey = newCommandKey();
    const drafting = await this.drafts.drafting(visitor.actor, commandKey, draft?.savedAt ?? null);
    const state = {
      formToken: visitor.formToken,
      commandKey,
      revision: form.revision,
      posted: sent?.posted ?? draft?.words ?? null,
      errors: sent?.errors ?? NO_ERRORS,
      ...(form.fields.length > 0 && { drafting }),
    };
    const shown = {
      hasChanged: sent?.hasChanged ?? hasMovedOn(form, draft),
      draft: sent === null && draft !== null ? draftShown(draft, form.fields) : null,
      wasThrownAway: sent === null && wasThrownAway(exchange.request),
    };
    await this.pages.send(
      exchange,
      (frame) => <FormPage {...{ frame, form, state }} {...shown} />,
      sent === null ? 200 : 422,
    );
  }
}

/** Whether the record was changed since a draft was typed. */
const hasMovedOn = ({ revision }: ShownForm, draft: Draft | null): boolean =>
  revision !== null && draft !== null && draft.revision !== null && draft.revision < revision;
