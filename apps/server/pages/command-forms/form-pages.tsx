import { Inject, Injectable } from '@nestjs/common';
import type { Exchange } from '../../exchange/exchange.js';
import { ProblemError, problemOf } from '../../problems/problem.js';
import { blamed } from '../forms/blamed.js';
import { NO_ERRORS, errorsOf, type FormErrors } from '../forms/errors-of.js';
import { giveCommand, newCommandKey } from '../forms/give-command.js';
import { postedOf, type Posted } from '../forms/posted.js';
import { valuesOf } from '../forms/values-of.js';
import { Pages, seeOther } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { FormPage } from './form-page.js';
import type { PageForm } from './page-form.js';

interface Sent {
  readonly posted: Posted;
  readonly errors: FormErrors;
  readonly hasChanged: boolean;
}

/** Makes a form of the visitor's. */
type FormFor = (visitor: Visitor) => PageForm | Promise<PageForm>;

/** Shows forms that give one command, and gives it. */
@Injectable()
export class FormPages {
  constructor(@Inject(Pages) private readonly pages: Pages) {}

  /** @param resource whom the form is open to, as the list it belongs to */
  async show(exchange: Exchange, resource: Parameters<Pages['visitor']>[1], formFor: FormFor): Promise<void> {
    const visitor = await this.pages.visitor(exchange, resource);
    if (visitor !== undefined) await this.send(exchange, visitor, await formFor(visitor), null);
  }

  /** Gives the command: onwards where it is accepted, and the form again, as it was sent, where it is refused. */
  async give(exchange: Exchange, body: unknown, formFor: FormFor): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const form = await formFor(visitor);
    const posted = postedOf(body);
    const values = valuesOf(form.fields, posted);
    const answer = await giveCommand(this.pages.engine, {
      name: form.command,
      target: form.target,
      body: form.says?.(values) ?? values,
      actor: visitor.actor,
      posted,
      correlationId: exchange.request.id,
    });
    if (!('refused' in answer)) return seeOther(exchange.reply, await form.next(answer));
    if (form.fields.length === 0 && answer.kind === 'not-allowed') throw new ProblemError(problemOf(answer));
    const hasChanged = answer.kind === 'precondition';
    const errors = hasChanged ? NO_ERRORS : errorsOf(blamed(answer, form.fields), form.fields, values);
    await this.send(exchange, visitor, await formFor(visitor), { posted, errors, hasChanged });
  }

  private async send(exchange: Exchange, visitor: Visitor, form: PageForm, sent: Sent | null): Promise<void> {
    const state = {
      formToken: visitor.formToken,
      commandKey: newCommandKey(),
      revision: form.revision,
      posted: sent?.posted ?? null,
      errors: sent?.errors ?? NO_ERRORS,
    };
    const hasChanged = sent?.hasChanged ?? false;
    await this.pages.send(
      exchange,
      (frame) => <FormPage {...{ frame, form, state, hasChanged }} />,
      sent === null ? 200 : 422,
    );
  }
}
