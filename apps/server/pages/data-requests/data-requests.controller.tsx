import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ACCESS_FORMATS, auditReference } from '#domain';
import type { Actor, DataRequest } from '#domain';
import { dataRequestsKnown, makeAccessDocument, namesIn, openAccess, ownersNamed } from '#engine';
import { auditsOfSubject } from '#projections';
import type { AccessFile } from '#subject-access';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, accepted, found } from '../../exchange/reading.js';
import { FormPages } from '../command-forms/form-pages.js';
import { Pages } from '../frame/pages.js';
import { sendDocument } from '../reports/send-document.js';
import { asShownForm, endForm, extendForm, recordForm, textForm } from './data-request-forms.js';
import { DataRequestPage, DataRequestsPage } from './data-requests-page.js';
import type { TextsShown } from './data-requests-page.js';
import { KIND_WORDS, factsOf, requestAddress, standingOf, textsListed, whoAsks } from './present-data-requests.js';

/** Texts that are read at a time. */
const AT_A_TIME = 40;
const WAIT_MS = 2_000;
const NOBODY = 'nobody';

/** What people ask of what is held on them: for coordinators. */
@ApiExcludeController()
@Controller('data-requests')
export class DataRequestPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'data-requests');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const known = await dataRequestsKnown(engine);
    const names = await namesIn(
      engine,
      known.map(({ owner }) => owner),
    );
    const today = this.reading.today();
    const requests = await Promise.all(
      [...known].reverse().map(async (request) => ({
        who: whoAsks(request, names, await this.caseOf(request)),
        href: requestAddress(request.requestId),
        kind: KIND_WORDS[request.kind],
        standing: standingOf(request, today),
      })),
    );
    await this.pages.send(exchange, (frame) => <DataRequestsPage {...{ frame, requests }} />);
  }

  @Get('record')
  recordForm(@Exchanged() exchange: Exchange): Promise<void> {
    return this.forms.show(exchange, 'data-requests', () => this.recording());
  }

  @Post('record')
  record(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'data-requests', body, () => this.recording());
  }

  @Get(':request')
  async one(@Exchanged() exchange: Exchange, @Param('request') requestId: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'data-requests');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const request = await this.named(requestId);
    const opened: DataRequest = { ...request, ...(await engine.ledger.openAll(ofPage(request))) };
    const names = await namesIn(engine, ofPage(request));
    const isGathered = request.gatheredAt !== null;
    const texts = isGathered ? textsShown(await this.opened(request, visitor.actor)) : null;
    const who = whoAsks(request, names, await this.caseOf(request));
    const facts = factsOf(opened, names, this.reading.today());
    const isOpen = request.standing !== 'ended';
    const isAccess = request.kind === 'access';
    const href = requestAddress(requestId);
    await this.pages.send(exchange, (frame) => (
      <DataRequestPage {...{ frame, who, href, facts, isOpen, isAccess, texts }} />
    ));
  }

  @Get(':request/extend')
  extendForm(@Exchanged() exchange: Exchange, @Param('request') id: string): Promise<void> {
    return this.forms.show(exchange, 'data-requests', async () => extendForm(await this.named(id)));
  }

  @Post(':request/extend')
  extend(@Exchanged() exchange: Exchange, @Param('request') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'data-requests', body, async () => extendForm(await this.named(id)));
  }

  @Get(':request/end')
  endForm(@Exchanged() exchange: Exchange, @Param('request') id: string): Promise<void> {
    return this.forms.show(exchange, 'data-requests', async () => endForm(await this.named(id)));
  }

  @Post(':request/end')
  end(@Exchanged() exchange: Exchange, @Param('request') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'data-requests', body, async () => endForm(await this.named(id)));
  }

  @Get(':request/texts/:number')
  textForm(@Exchanged() exchange: Exchange, @Param() asked: AskedText): Promise<void> {
    return this.forms.show(exchange, 'data-requests', ({ actor }) => this.deciding(asked, actor));
  }

  @Post(':request/texts/:number')
  decide(@Exchanged() exchange: Exchange, @Param() asked: AskedText, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'data-requests', body, ({ actor }) => this.deciding(asked, actor));
  }

  @Get(':request/as-shown/:number')
  asShownForm(@Exchanged() exchange: Exchange, @Param() asked: AskedText): Promise<void> {
    return this.forms.show(exchange, 'data-requests', ({ actor }) => this.lettingOut(asked, actor));
  }

  @Post(':request/as-shown/:number')
  asShown(@Exchanged() exchange: Exchange, @Param() asked: AskedText, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'data-requests', body, ({ actor }) => this.lettingOut(asked, actor));
  }

  @Get(':request/document/:format')
  async document(@Exchanged() exchange: Exchange, @Param() asked: AskedDocument): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'data-requests');
    if (visitor === undefined) return;
    const format = found(
      ACCESS_FORMATS.find((each) => each === asked.format),
      'file',
    );
    const request = await this.named(asked.request);
    const made = accepted(await makeAccessDocument(this.reading.engine, request, format, visitor.actor));
    sendDocument(exchange, made.bytes, { format, name: 'what-is-held' });
  }

  private recording() {
    return recordForm(this.reading.today(), (who) => this.ownerSaid(who));
  }

  /** @throws ProblemError 404 */
  private async deciding({ request, number }: AskedText, actor: Actor) {
    const file = await this.opened(await this.named(request), actor);
    return found(textForm(file, Number(number)), 'text');
  }

  /** @throws ProblemError 404 */
  private async lettingOut({ request, number }: AskedText, actor: Actor) {
    return asShownForm(await this.opened(await this.named(request), actor), Number(number));
  }

  /** @throws ProblemError 404 */
  private async opened(request: DataRequest, actor: Actor): Promise<AccessFile> {
    const gathered = request.gatheredAt === null ? undefined : request;
    return openAccess(this.reading.engine, found(gathered, 'document yet'), actor);
  }

  /** @throws ProblemError 404 */
  private async named(requestId: string): Promise<DataRequest> {
    const known = await dataRequestsKnown(this.reading.engine);
    return found(
      known.find((each) => each.requestId === requestId),
      'request',
    );
  }

  private async caseOf({ owner }: DataRequest): Promise<string> {
    if (!owner.startsWith('subject:')) return '';
    const rows = await this.reading.engine.readModels.upToNow('case-ids', WAIT_MS);
    const { auditIds } = auditsOfSubject(rows, owner.slice('subject:'.length));
    if (auditIds.length === 0) return 'a case that was never audited';
    return `the case of audit ${auditIds.map(auditReference).join(', ')}`;
  }

  /** What is left out is left out of the command, which says so. */
  private async ownerSaid(who: unknown): Promise<{ readonly of: string; readonly id?: string }> {
    if (typeof who !== 'string' || who.trim() === '') return { of: 'case' };
    const [owner, ...others] = await ownersNamed(this.reading.engine, who);
    if (owner === undefined || others.length > 0) return { of: 'case', id: NOBODY };
    const [kind, id = NOBODY] = owner.split(':');
    return { of: kind === 'person' ? 'person' : 'case', id };
  }
}

interface AskedText {
  readonly request: string;
  readonly number: string;
}

interface AskedDocument {
  readonly request: string;
  readonly format: string;
}

/** What of a request its page tells, without where it was found. */
const ofPage = ({ asked, called, extensions, ended, owner, recordedBy }: DataRequest) => ({
  asked,
  called,
  extensions,
  ended,
  owner,
  recordedBy,
});

function textsShown(file: AccessFile): TextsShown {
  const all = textsListed(file);
  const waiting = all.filter(({ isReviewed }) => !isReviewed);
  const decisions = file.items.flatMap(({ texts }) => texts.map(({ state }) => state));
  const some = waiting.slice(0, AT_A_TIME);
  return {
    waiting: some,
    upTo: some.at(-1)?.number ?? 0,
    waitingInAll: waiting.length,
    decided: all.filter(({ number }) => ['changed', 'withheld'].includes(decisions[number - 1] ?? '')),
    asShown: decisions.filter((state) => state === 'as-shown').length,
  };
}
