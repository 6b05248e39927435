import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { importCaseload } from '#application';
import type { CaseloadImported, CaseloadImportOrder } from '#application';
import { byCodeUnits, isDutyOf, isIsoDate, notTheirDuty, SUBJECT_TYPES } from '#domain';
import { namesIn } from '#engine';
import { findCaseload, listCaseloads } from '#projections';
import type { CaseloadRow } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { incomingFolder } from '../../imports/file-bodies.js';
import { FilesUnderWay } from '../../imports/files-under-way.js';
import { ProblemError, problemOf } from '../../problems/problem.js';
import { NO_ERRORS, errorsOf, type FormErrors } from '../forms/errors-of.js';
import type { Posted } from '../forms/posted.js';
import { valuesOf } from '../forms/values-of.js';
import { FormDrafts } from '../frame/form-drafts.js';
import { Pages, seeOther } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { fieldsOfUpload, receiveUpload } from '../uploads/receive-upload.js';
import { Uploads, type Upload } from '../uploads/uploads.js';
import { asked, type Asked } from '../lists/asked.js';
import { any } from '../lists/choices.js';
import { sendCsv } from '../lists/send-csv.js';
import { sortAsked, sortField, sorted, type Sort } from '../lists/sorts.js';
import { addressOf } from '../words/address.js';
import { plainDate } from '../words/dates.js';
import { humanised } from '../words/humanised.js';
import { plainInstant } from '../words/instants.js';
import { readable } from '../words/readable.js';
import {
  CASELOADS_HEAD,
  CaseloadPage,
  CaseloadUploadPage,
  CaseloadsPage,
  UploadCaseloadPage,
} from './caseload-pages.js';
import { UPLOAD_FIELDS } from './upload-fields.js';

type Order = Pick<CaseloadImportOrder, 'asAt' | 'source' | 'subjectType'>;
type CaseloadUpload = Upload<CaseloadImported, Order>;

const SOURCES: Readonly<Record<string, string>> = { 'annex-a': 'Annex A workbook', csv: 'CSV' };

const SORTS: readonly [Sort<CaseloadRow>, ...Sort<CaseloadRow>[]] = [
  { value: '', text: 'Newest first' },
  { value: 'cases', text: 'Most cases first', compare: (left, right) => right.entries - left.entries },
  {
    value: 'imported',
    text: 'Imported last first',
    compare: (left, right) => byCodeUnits(right.imported?.at ?? '', left.imported?.at ?? ''),
  },
];

/** Caseloads: looked at, uploaded, checked and imported. */
@ApiExcludeController()
@Controller('caseloads')
export class CaseloadPagesController {
  private readonly uploads = new Uploads<CaseloadImported, Order>();

  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FilesUnderWay) private readonly underWay: FilesUnderWay,
    @Inject(FormDrafts) private readonly drafts: FormDrafts,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'caseloads');
    if (visitor === undefined) return;
    const rows = listCaseloads(await this.reading.rows('caseloads', undefined, exchange));
    const order = sortAsked(SORTS, query);
    const from = asked(query, 'from');
    const listed = rows.filter(({ source }) => from === '' || source === from);
    const caseloads = sorted(listed, order).map((row) => ({
      asAt: plainDate(row.asAt),
      href: `/caseloads/${row.caseloadId}`,
      source: SOURCES[row.source] ?? row.source,
      cases: String(row.entries),
      imported: row.imported === null ? 'Not whole yet' : plainInstant(row.imported.at),
    }));
    if (asked(query, 'format') === 'csv') {
      const cells = caseloads.map(({ asAt, source, cases, imported }) => [asAt, source, cases, imported]);
      return sendCsv(exchange.reply, 'caseloads', CASELOADS_HEAD, cells);
    }
    const sources = [...new Set(rows.map(({ source }) => source))];
    const items = [any('Anything'), ...sources.map((value) => ({ value, text: SOURCES[value] ?? value }))];
    const fields = [{ name: 'from', label: 'From', value: from, items }];
    const csv = addressOf('/caseloads', { from, sort: order.value, format: 'csv' });
    const sort = sortField(SORTS, order);
    await this.pages.send(exchange, (frame) => <CaseloadsPage {...{ frame, caseloads, fields, sort, csv }} />);
  }

  @Get('upload')
  async form(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'caseloads');
    if (visitor === undefined) return;
    const typed = await this.drafts.take(exchange.request, visitor.actor);
    await this.sendForm(exchange, visitor, typed, NO_ERRORS);
  }

  @Post('upload')
  async upload(@Exchanged() exchange: Exchange): Promise<void> {
    const { request } = exchange;
    const visitor = await this.importer(exchange);
    if (visitor === undefined) return;
    await this.underWay.with(visitor.actor.id, async () => {
      const { posted, file } = await receiveUpload(request, incomingFolder(this.reading.engine.dataDir), (token) =>
        this.pages.visitors.hasOwnForm(request, token),
      );
      const order = orderOf(posted);
      const errors = errorsIn(posted, file !== null);
      if (order === null || file === null || errors !== null) {
        await this.sendForm(exchange, visitor, posted, errors ?? NO_ERRORS);
        return;
      }
      const begun = { ownerId: visitor.actor.id, fileName: file.name, file: file.path, order };
      const upload = await this.uploads.begin(begun, () => this.import(visitor, begun, { checkOnly: true }));
      seeOther(exchange.reply, uploadAddress(upload));
    });
  }

  @Get('uploads/:id')
  async uploaded(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'caseloads');
    if (visitor === undefined) return;
    const upload = found(this.uploads.find(id, visitor.actor.id), 'upload: upload the file again');
    const { fileName, stage } = upload;
    await this.pages.send(exchange, (frame) => (
      <CaseloadUploadPage
        {...{ frame, fileName, stage }}
        formToken={visitor.formToken}
        address={uploadAddress(upload)}
      />
    ));
  }

  @Post('uploads/:id/accept')
  async accept(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const upload = found(this.uploads.find(id, visitor.actor.id), 'upload: upload the file again');
    await this.uploads.accept(upload, (progress) =>
      this.underWay.with(visitor.actor.id, () => this.import(visitor, upload, { acceptRejects: true, progress })),
    );
    seeOther(exchange.reply, uploadAddress(upload));
  }

  @Post('uploads/:id/give-up')
  async giveUp(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const upload = this.uploads.find(id, visitor.actor.id);
    if (upload !== undefined) await this.uploads.giveUp(upload);
    seeOther(exchange.reply, '/caseloads');
  }

  @Get(':id')
  async caseload(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'caseloads');
    if (visitor === undefined) return;
    const rows = await this.reading.rows('caseloads', undefined, exchange);
    const row = await this.reading.engine.ledger.openAll(found(findCaseload(rows, id), 'caseload'));
    const names = await namesIn(this.reading.engine, [row.imported?.by]);
    const manifest = row.imported?.manifest;
    await this.pages.send(exchange, (frame) => (
      <CaseloadPage
        frame={frame}
        title={`Caseload as at ${plainDate(row.asAt)}`}
        facts={factsOf(row, names)}
        rejected={(manifest?.rejected ?? []).map(({ sheet, row: number, column, reason }) => ({
          sheet: readable(sheet),
          row: number,
          column: readable(column),
          reason: readable(reason),
        }))}
        warnings={(manifest?.warnings ?? []).map(({ text }) => readable(text))}
        isWhole={row.imported !== null}
        cases={`/caseloads/${row.caseloadId}/cases`}
      />
    ));
  }

  private import(
    { actor }: Visitor,
    { file, fileName, order }: Pick<CaseloadUpload, 'file' | 'fileName' | 'order'>,
    how: Partial<Pick<CaseloadImportOrder, 'acceptRejects' | 'checkOnly' | 'progress'>>,
  ) {
    return importCaseload(this.reading.engine, { acceptRejects: false, ...order, ...how, file, fileName, actor });
  }

  /** Asked before the file is read; of a session that has ended, what was typed is kept. @throws ProblemError 403 */
  private async importer(exchange: Exchange): Promise<Visitor | undefined> {
    const { request } = exchange;
    if ((await this.pages.visitors.lately(request)) !== null)
      return this.drafts.received(exchange, 'caseloads', await fieldsOfUpload(request));
    const visitor = await this.pages.visitor(exchange, 'caseloads');
    if (visitor === undefined || isDutyOf(visitor.actor, 'caseload')) return visitor;
    throw new ProblemError(problemOf(notTheirDuty('caseload')));
  }

  private sendForm(exchange: Exchange, { formToken }: Visitor, posted: Posted | null, errors: FormErrors) {
    return this.pages.send(
      exchange,
      (frame) => <UploadCaseloadPage {...{ frame, formToken, posted, errors }} fields={UPLOAD_FIELDS} />,
      errors === NO_ERRORS ? 200 : 422,
    );
  }
}

const uploadAddress = ({ id }: CaseloadUpload): string => `/caseloads/uploads/${id}`;

function orderOf(posted: Posted): Order | null {
  const { asAt, source, subjectType } = valuesOf(UPLOAD_FIELDS, posted);
  if (!isIsoDate(asAt) || (source !== 'annex-a' && source !== 'csv')) return null;
  return { asAt, source, subjectType: SUBJECT_TYPES.find((type) => type === subjectType) };
}

/** What is missing or wrong in the form; null where nothing is. */
function errorsIn(posted: Posted, hasFile: boolean): FormErrors | null {
  const values = valuesOf(UPLOAD_FIELDS, posted);
  const problems = [
    ...(isIsoDate(values['asAt']) ? [] : [{ property: 'asAt', sentence: 'must be a date' }]),
    ...(values['source'] === undefined ? [{ property: 'source', sentence: 'must be chosen' }] : []),
  ];
  const { byField, summary } = errorsOf({ sentence: '', problems }, UPLOAD_FIELDS, values);
  if (problems.length === 0 && hasFile) return null;
  const noFile = hasFile ? [] : [{ text: 'Choose a file', href: '#file' }];
  return {
    byField: { ...byField, ...(!hasFile && { file: 'Choose a file' }) },
    summary: [...summary, ...noFile],
  };
}

function factsOf(
  { source, subjectType, fileName, entries, imported, startedAt }: CaseloadRow,
  names: Readonly<Record<string, string | null>>,
) {
  return [
    { key: 'From', value: SOURCES[source] ?? source },
    { key: 'File', value: readable(fileName) },
    { key: 'What is in it', value: humanised(subjectType) },
    { key: 'Cases', value: String(entries) },
    imported === null
      ? { key: 'Begun', value: plainInstant(startedAt) }
      : { key: 'Imported', value: `${plainInstant(imported.at)} by ${names[imported.by] ?? 'the system'}` },
  ];
}
