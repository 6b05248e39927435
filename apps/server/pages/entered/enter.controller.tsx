import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { CommandRefusal } from '#application';
import { isDutyOf, isRefusal, notTheirDuty, responsibilitiesOf } from '#domain';
import type { Actor } from '#domain';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { incomingFolder } from '../../imports/file-bodies.js';
import { FilesUnderWay } from '../../imports/files-under-way.js';
import { ProblemError, problemOf } from '../../problems/problem.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import { NO_ERRORS, type FormErrors } from '../forms/errors-of.js';
import type { Values } from '../forms/values-of.js';
import { Pages, seeOther } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { receiveUpload } from '../uploads/receive-upload.js';
import { Uploads, type Upload } from '../uploads/uploads.js';
import { enteredNamed, type EnteredList, type ListSaid } from './entered-lists.js';
import { listOfOne, refusalOf, refusedAt } from './list-of-one.js';
import { FileFormPage, FilePage } from './upload-pages.js';

const NO_FILE: FormErrors = {
  byField: { file: 'Choose a file' },
  summary: [{ text: 'Choose a file', href: '#file' }],
};
const ANOTHER = 'upload: upload the file again';

/** What is entered as a list: one thing by form, many by file, which is checked, shown, and imported. */
@ApiExcludeController()
@Controller('enter')
export class EnterPagesController {
  private readonly uploads = new Uploads<ListSaid, string>();

  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
    @Inject(FilesUnderWay) private readonly underWay: FilesUnderWay,
  ) {}

  @Get(':list')
  async form(@Exchanged() exchange: Exchange, @Param('list') key: string): Promise<void> {
    await this.forms.show(exchange, null, ({ actor }) => this.formOf(key, actor));
  }

  @Post(':list')
  async enter(@Exchanged() exchange: Exchange, @Param('list') key: string, @Body() body: unknown): Promise<void> {
    await this.forms.give(exchange, null, body, ({ actor }) => this.formOf(key, actor));
  }

  @Get(':list/file')
  async fileForm(@Exchanged() exchange: Exchange, @Param('list') key: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor !== undefined)
      await this.sendForm(exchange, await this.listFor(key, visitor.actor), visitor, NO_ERRORS);
  }

  @Post(':list/file')
  async upload(@Exchanged() exchange: Exchange, @Param('list') key: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const list = await this.listFor(key, visitor.actor);
    const { request } = exchange;
    await this.underWay.with(visitor.actor.id, async () => {
      const { file } = await receiveUpload(request, incomingFolder(this.reading.engine.dataDir), (token) =>
        this.pages.visitors.hasOwnForm(request, token),
      );
      if (file === null) return this.sendForm(exchange, list, visitor, NO_FILE);
      const begun = { ownerId: visitor.actor.id, fileName: file.name, file: file.path, order: key };
      const upload = await this.uploads.begin(begun, () => this.run(list, visitor, file.path, false));
      seeOther(exchange.reply, addressOf(upload));
    });
  }

  @Get(':list/file/:id')
  async uploaded(@Exchanged() exchange: Exchange, @Param('list') key: string, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const list = await this.listFor(key, visitor.actor);
    const upload = this.uploadOf(list, id, visitor);
    const { stage } = upload;
    await this.pages.send(exchange, (frame) => (
      <FilePage {...{ frame, list, stage }} formToken={visitor.formToken} address={addressOf(upload)} />
    ));
  }

  @Post(':list/file/:id/accept')
  async accept(@Exchanged() exchange: Exchange, @Param('list') key: string, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const list = await this.listFor(key, visitor.actor);
    const upload = this.uploadOf(list, id, visitor);
    await this.uploads.accept(upload, () =>
      this.underWay.with(visitor.actor.id, () => this.run(list, visitor, upload.file, true)),
    );
    seeOther(exchange.reply, addressOf(upload));
  }

  @Post(':list/file/:id/give-up')
  async giveUp(@Exchanged() exchange: Exchange, @Param('list') key: string, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const list = await this.listFor(key, visitor.actor);
    const upload = this.uploads.find(id, visitor.actor.id);
    if (upload !== undefined) await this.uploads.giveUp(upload);
    seeOther(exchange.reply, list.report.href);
  }

  /** The list, for whoever may enter it. @throws ProblemError 403, 404: whoever may enter none is told of none */
  private async listFor(key: string, actor: Actor): Promise<EnteredList> {
    const list = enteredNamed(key);
    const duty = list?.duty ?? 'measures';
    const { settings } = await this.reading.engine.references.load();
    if (!isDutyOf(actor, duty, responsibilitiesOf(settings))) throw new ProblemError(problemOf(notTheirDuty(duty)));
    return found(list, 'list');
  }

  private uploadOf({ key }: EnteredList, id: string, { actor }: Visitor): Upload<ListSaid, string> {
    const upload = this.uploads.find(id, actor.id);
    return found(upload?.order === key ? upload : undefined, ANOTHER);
  }

  private async formOf(key: string, actor: Actor): Promise<PageForm> {
    const list = await this.listFor(key, actor);
    return {
      title: `Enter ${list.one}`,
      back: list.report,
      fields: list.fields,
      button: 'Enter it',
      revision: null,
      enters: (values) => this.enterOne(list, actor, values),
      next: () => list.report.href,
    };
  }

  private async enterOne(list: EnteredList, actor: Actor, values: Values): Promise<CommandRefusal | null> {
    const { engine } = this.reading;
    const order = { file: listOfOne(list, values), actor, now: engine.clock(), acceptRejects: false };
    const said = await list.run(engine, order, values['acceptFindings'] === true);
    return isRefusal(said) ? refusedAt(list, said) : refusalOf(list.fields, values, said);
  }

  private run({ run }: EnteredList, { actor }: Visitor, file: string, accepted: boolean) {
    const { engine } = this.reading;
    const order = { file, actor, now: engine.clock(), acceptRejects: accepted, checkOnly: !accepted };
    return run(engine, order, true);
  }

  private sendForm(exchange: Exchange, list: EnteredList, { formToken }: Visitor, errors: FormErrors): Promise<void> {
    return this.pages.send(
      exchange,
      (frame) => <FileFormPage {...{ frame, list, formToken, errors }} />,
      errors === NO_ERRORS ? 200 : 422,
    );
  }
}

const addressOf = ({ id, order }: Upload<ListSaid, string>): string => `/enter/${order}/file/${id}`;
