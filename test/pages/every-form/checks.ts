import { IDLE_MS } from '#sessions';
import type { Browserless, PageAnswer } from '../browserless.js';
import { FormOnPage, errorsOn, hasId, titleOf, type Question, type Sent } from './form-on-page.js';
import { ANY, type FormRow } from './row.js';
import type { World } from './world.js';

/** A text longer than any command takes. */
const TOO_LONG = 'x'.repeat(10_001);

/** What a question is answered with that is no answer to it. */
function spoiltAnswers({ name, kind, options }: Question): readonly Sent[] {
  switch (kind) {
    case 'date':
      return [{ ...partsOf(name, options, { day: '31', month: options.includes('day') ? '2' : '13', year: '2026' }) }];
    case 'number':
      return [{ [name]: 'ten' }];
    case 'text':
    case 'long-text':
      return [{ [name]: TOO_LONG }];
    case 'one-of':
    case 'list':
    case 'some-of':
      // A box by itself is ticked or not.
      return options.length === 0 || (kind === 'some-of' && options.length === 1)
        ? []
        : [{ [name]: 'something-that-was-not-offered' }];
    default:
      return [];
  }
}

/** A date in the boxes that it has. */
const partsOf = (name: string, parts: readonly string[], date: Readonly<Record<string, string>>): Sent =>
  Object.fromEntries(parts.map((part) => [`${name}-${part}`, date[part] ?? '']));

const emptyAnswer = ({ name, kind, options }: Question): Sent =>
  kind === 'date'
    ? partsOf(name, options, { day: '', month: '', year: '' })
    : { [name]: kind === 'one-of' || kind === 'some-of' ? [] : '' };

const isAnswered = ({ name, kind }: Question, sent: Sent): boolean =>
  kind === 'date' ? Boolean(sent[`${name}-month`]) : (sent[name] ?? '').length > 0;

/** What of a form was tried, and what was not as it should be. */
interface Tried {
  readonly errorStates: number;
  readonly complaints: readonly string[];
}

/** Tries a form in every way that it can go wrong, and then right: each once, from the first opening to the last tab. */
export class FormTrial {
  private errorStates = 0;
  private readonly complaints: string[] = [];
  private visitor!: Browserless;
  private address = '';

  private constructor(
    private readonly world: World,
    private readonly row: FormRow,
  ) {}

  static async of(world: World, row: FormRow): Promise<Tried> {
    const trial = new FormTrial(world, row);
    await trial.run();
    return { errorStates: trial.errorStates, complaints: trial.complaints };
  }

  private async run(): Promise<void> {
    const { world, row } = this;
    this.address = await row.at(world);
    this.visitor = await world.signIn(row.by);
    const before = await world.head();
    const form = await this.open();
    const right = this.rightIn(form);
    const untyped = form.questions.filter(
      (question) => !question.isRevealed && !isAnswered(question, form.filled(right)) && !isOptional(question, row),
    );
    if (untyped.length > 0) this.complain(`asks what the table does not answer: ${untyped.map(({ name }) => name)}`);

    await this.tryEmpty();
    await this.tryEachAnswer(right);
    await this.tryAfterTheSession(right);
    await this.expectNothing(before, 'what is wrong');

    const first = await this.open();
    const second = await this.open();
    const moved = await this.tryAfterAChange(first, right);
    await this.tryTwice((moved ?? first).filled(right));
    if (row.recordsNothing) return;
    await this.trySecondTab(second.filled(right));
  }

  /** Sent empty: said what is missing, each leading to where it is put right. */
  private async tryEmpty(): Promise<void> {
    const form = await this.open();
    if (this.row.mayBeEmpty) return;
    const answer = await this.send(form.emptied);
    this.expectErrors(answer, 'sent empty', form.emptied);
  }

  private async tryEachAnswer(right: Sent): Promise<void> {
    const { questions } = await this.open();
    for (const question of questions) {
      const form = await this.open();
      const sent = form.filled(right);
      if (question.isRevealed && !isAnswered(question, sent)) continue;
      const mustBe = isAnswered(question, sent) && !isOptional(question, this.row) && this.row.mayBeEmpty === undefined;
      if (mustBe) {
        const emptied = form.filled({ ...right, ...emptyAnswer(question) });
        this.expectErrors(await this.send(emptied), `without ${question.name}`, emptied, question.name);
      }
      for (const spoilt of spoiltAnswers(question)) {
        const said = (await this.open()).filled({ ...right, ...spoilt });
        this.expectErrors(await this.send(said), `with a ${question.name} that is none`, said, question.name);
      }
    }
  }

  /** Nothing typed is lost, and nothing done, where the session ended while it was being filled in. */
  private async tryAfterTheSession(right: Sent): Promise<void> {
    const { world, row } = this;
    const sent = (await this.open()).filled(right);
    world.later(IDLE_MS);
    const { status, location } = await this.send(sent);
    const to = new URL(location ?? '/', 'http://here').searchParams.get('to');
    if (status !== 303 || location?.startsWith('/sign-in?to=') !== true || to === null)
      return this.complain(`the session over, answers ${status} and leads to ${location}`);
    this.visitor = await world.signIn(row.by);
    const back = await this.visitor.get(to);
    if (back.status !== 200) return this.complain(`signed in again, ${to} answers ${back.status}`);
    const form = FormOnPage.in(back.text, to);
    for (const [name, typed] of Object.entries(right))
      if (String(form?.standing[name] ?? '') !== String(typed))
        this.complain(`signed in again, ${name} is not kept: “${form?.standing[name]}”`);
  }

  /** Where the form is held to its record: said that it has changed, with what was typed kept, to be sent again. */
  private async tryAfterAChange(form: FormOnPage, right: Sent): Promise<FormOnPage | null> {
    const { world, row } = this;
    if (row.meanwhile === undefined) return null;
    await row.meanwhile(world, this.address);
    const before = await world.head();
    const answer = await this.send(form.filled(right));
    if (answer.status !== 422 || !answer.text.includes('while you were writing'))
      this.complain(`the record changed meanwhile, answers ${answer.status}: ${titleOf(answer.text)}`);
    this.expectKept(answer.text, right, 'the record changed meanwhile');
    await this.expectNothing(before, 'a form of what was there before');
    this.errorStates += 1;
    return FormOnPage.in(answer.text, this.address, row.to?.(this.address));
  }

  /** Three at once, and once more from the page before: one effect. */
  private async tryTwice(sent: Sent): Promise<void> {
    const { world, row } = this;
    const before = await world.head();
    const answers = await Promise.all([this.send(sent), this.send(sent), this.send(sent)]);
    const statuses = answers.map(({ status }) => status);
    if (!statuses.some((status) => this.isTaken(status)))
      return this.complain(`what is right is refused: ${statuses} ${saidIn(answers[0])}`);
    for (const answer of answers) this.expectTakenOrSaid(answer, 'sent thrice at once');
    await this.expectEffects(before, row.recordsNothing ? 0 : 1, 'sent thrice at once');
    this.expectTakenOrSaid(await this.send(sent), 'sent again from the page before');
    await this.expectEffects(before, row.recordsNothing ? 0 : 1, 'sent again from the page before');
  }

  /** Opened before the first was sent: taken too where the record allows it, otherwise said why, and nothing done. */
  private async trySecondTab(sent: Sent): Promise<void> {
    const { world } = this;
    const before = await world.head();
    const answer = await this.send(sent);
    this.expectTakenOrSaid(answer, 'in a second tab');
    await this.expectEffects(before, this.isTaken(answer.status) ? 1 : 0, 'in a second tab', true);
    if (answer.status === 422 && FormOnPage.in(answer.text, this.address, this.row.to?.(this.address)) !== null)
      this.expectKept(answer.text, sent, 'in a second tab');
  }

  private async open(): Promise<FormOnPage> {
    const { visitor, row, address } = this;
    const { status, text } = await (row.opens?.(visitor, address) ?? visitor.get(address));
    const form = FormOnPage.in(text, address, row.to?.(address));
    if (status !== 200 || form === null) throw new Error(`${address} answers ${status}: ${titleOf(text)}`);
    if (form.standing['draftShown'] === undefined) return form;
    // As it is before anybody has typed.
    await this.send({ ...form.standing, keep: 'no-more' });
    return this.open();
  }

  private send(sent: Sent): Promise<PageAnswer> {
    return this.visitor.post(this.row.to?.(this.address) ?? this.address, { ...sent, ...this.row.button });
  }

  private rightIn(form: FormOnPage): Sent {
    const typed = this.row.typed?.(this.world) ?? {};
    const anyOf = (name: string): string =>
      form.questions.find((question) => question.name === name)?.options.find((option) => option !== '') ?? '';
    return Object.fromEntries(
      Object.entries(typed).map(([name, value]) => [name, value === ANY ? anyOf(name) : value]),
    );
  }

  private isTaken(status: number): boolean {
    return status === 303 || (status === 200 && this.row.answers200 === true);
  }

  private expectTakenOrSaid({ status, text }: PageAnswer, when: string): void {
    if (this.isTaken(status)) return;
    this.errorStates += 1;
    if (![403, 404, 409, 422].includes(status) || titleOf(text) === '') this.complain(`${when}, answers ${status}`);
  }

  private expectErrors(answer: PageAnswer, when: string, sent: Sent, of?: string): void {
    this.errorStates += 1;
    if (answer.status !== 422) return this.complain(`${when}, answers ${answer.status}: ${titleOf(answer.text)}`);
    const errors = errorsOn(answer.text) ?? [];
    if (errors.length === 0 || !titleOf(answer.text).startsWith('Error: '))
      return this.complain(`${when}, says nothing`);
    for (const { text, to } of errors) {
      if (to === null && of === undefined) continue;
      if (to === null) this.complain(`${when}, says “${text}” and leads nowhere`);
      else if (!hasId(answer.text, to.slice(1))) this.complain(`${when}, leads to ${to}, which is not there`);
    }
    if (
      of !== undefined &&
      !errors.some(({ to }) => to === `#${of}` || to?.startsWith(`#${of}-`) || to?.startsWith(`#${of}.`))
    )
      this.complain(`${when}, leads to ${errors.map(({ to, text }) => `${to} “${text}”`)}`);
    this.expectKept(answer.text, sent, when);
  }

  /** What was typed stands in the form again, but for what nobody is shown, and choices that are none. */
  private expectKept(html: string, sent: Sent, when: string): void {
    const form = FormOnPage.in(html, this.address, this.row.to?.(this.address));
    if (form === null) return this.complain(`${when}, the form is gone`);
    const stands = form.standing;
    for (const question of form.questions) {
      if (question.kind === 'secret' || question.kind === 'file') continue;
      const names =
        question.kind === 'date' ? question.options.map((part) => `${question.name}-${part}`) : [question.name];
      for (const name of names) {
        const typed = sent[name];
        if (typed === undefined || isOfNothing(question, typed)) continue;
        if (String(stands[name] ?? '') !== String(typed))
          this.complain(`${when}, ${name} is not kept: “${stands[name]}”`);
      }
    }
  }

  private expectNothing(before: number, when: string): Promise<void> {
    return this.expectEffects(before, 0, when);
  }

  private async expectEffects(before: number, wanted: number, when: string, atMost = false): Promise<void> {
    const given = (await this.world.givenBy(this.row.by, before)).length;
    if (atMost ? given > wanted : given !== wanted) this.complain(`${when}, has ${given} effects`);
  }

  private complain(what: string): void {
    this.complaints.push(`${this.row.form} ${what}`);
  }
}

const isOptional = ({ name, label, kind }: Question, { orNothing = [] }: FormRow): boolean =>
  label.includes('(optional)') ||
  kind === 'some-of' ||
  orNothing.some((each) => name === each || (each.endsWith(':') && name.startsWith(each)));

const isOfNothing = ({ options, kind }: Question, typed: Sent[string]): boolean =>
  ['one-of', 'list', 'some-of'].includes(kind) &&
  (typeof typed === 'string' ? [typed] : typed).some((each) => !options.includes(each));

const saidIn = (answer: PageAnswer | undefined): string =>
  answer === undefined
    ? ''
    : `${titleOf(answer.text)} ${JSON.stringify(errorsOn(answer.text) ?? answer.text.slice(0, 300))}`;
