import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { importPeople } from '#application';
import type { PeopleImported, PeopleImportOrder } from '#application';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { incomingFolder } from '../../imports/file-bodies.js';
import { FilesUnderWay } from '../../imports/files-under-way.js';
import { NO_ERRORS, type FormErrors } from '../forms/errors-of.js';
import { Pages, seeOther } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { receiveUpload } from '../uploads/receive-upload.js';
import { Uploads, type Upload } from '../uploads/uploads.js';
import { ImportPeoplePage, PeopleUploadPage } from './import-page.js';

type PeopleUpload = Upload<PeopleImported, null>;

const NO_FILE: FormErrors = {
  byField: { file: 'Choose a file' },
  summary: [{ text: 'Choose a file', href: '#file' }],
};

/** People by file: checked, shown, and imported. */
@ApiExcludeController()
@Controller('people/import')
export class PeopleImportPagesController {
  private readonly uploads = new Uploads<PeopleImported, null>();

  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FilesUnderWay) private readonly underWay: FilesUnderWay,
  ) {}

  @Get()
  async form(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'people');
    if (visitor !== undefined) await this.sendForm(exchange, visitor, NO_ERRORS);
  }

  @Post()
  async upload(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'people');
    if (visitor === undefined) return;
    const { request } = exchange;
    await this.underWay.with(visitor.actor.id, async () => {
      const { file } = await receiveUpload(request, incomingFolder(this.reading.engine.dataDir), (token) =>
        this.pages.visitors.hasOwnForm(request, token),
      );
      if (file === null) return this.sendForm(exchange, visitor, NO_FILE);
      const begun = { ownerId: visitor.actor.id, fileName: file.name, file: file.path, order: null };
      const upload = await this.uploads.begin(begun, () => this.import(visitor, file.path, { checkOnly: true }));
      seeOther(exchange.reply, addressOf(upload));
    });
  }

  @Get(':id')
  async uploaded(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'people');
    if (visitor === undefined) return;
    const upload = found(this.uploads.find(id, visitor.actor.id), 'upload: upload the file again');
    const { stage } = upload;
    await this.pages.send(exchange, (frame) => (
      <PeopleUploadPage {...{ frame, stage }} formToken={visitor.formToken} address={addressOf(upload)} />
    ));
  }

  @Post(':id/accept')
  async accept(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const upload = found(this.uploads.find(id, visitor.actor.id), 'upload: upload the file again');
    await this.uploads.accept(upload, () =>
      this.underWay.with(visitor.actor.id, () =>
        this.import(visitor, upload.file, { acceptRejects: true, acceptChanges: true, importId: upload.id }),
      ),
    );
    seeOther(exchange.reply, addressOf(upload));
  }

  @Post(':id/give-up')
  async giveUp(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const upload = this.uploads.find(id, visitor.actor.id);
    if (upload !== undefined) await this.uploads.giveUp(upload);
    seeOther(exchange.reply, '/people');
  }

  private import({ actor }: Visitor, file: string, how: Partial<PeopleImportOrder>) {
    const { engine } = this.reading;
    return importPeople(engine, { acceptRejects: false, ...how, file, actor, now: engine.clock() });
  }

  private sendForm(exchange: Exchange, { formToken }: Visitor, errors: FormErrors): Promise<void> {
    return this.pages.send(
      exchange,
      (frame) => <ImportPeoplePage {...{ frame, formToken, errors }} />,
      errors === NO_ERRORS ? 200 : 422,
    );
  }
}

const addressOf = ({ id }: PeopleUpload): string => `/people/import/${id}`;
