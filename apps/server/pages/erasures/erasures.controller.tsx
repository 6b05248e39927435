import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { againstReading } from '#access';
import { ERASURE_BASES, RECORD_CLASSES, referenceIn, secondStepOf } from '#domain';
import type { Erasure, Hold } from '#domain';
import { auditIdFor, erasuresKnown, namesIn, ownersNamed, planErasure, retentionDue } from '#engine';
import type { ExportFiles } from '#exports';
import { EXPORT_FILES } from '../../engine-token.js';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import { Pages } from '../frame/pages.js';
import { ErasurePage, ErasuresPage } from './erasures-page.js';
import {
  BASIS_WORDS,
  CLASS_WORDS,
  presentErasure,
  presentDue,
  presentErasures,
  presentHolds,
  whoInWords,
} from './present-erasures.js';

const BACK = { text: 'Erasing somebody', href: '/erasures' } as const;
const WHO_HINT =
  'A case’s id, the reference of an audit of it, or a person’s reference. Where a case’s id stands for several, an audit’s reference.';
/** A longer list would be read by nobody; those after come once these are done. */
const LISTED_AT_MOST = 200;
const HOLD_HINT =
  'A case’s id or a person’s reference for all that is held of them; the reference of an audit for that audit alone.';
/** One record, and not a class of them. */
const RECORD = 'record';
/** What nothing is known by: for the command to refuse. */
const NOBODY = 'nobody';

/** Who is erased and what must be kept: for coordinators, who ask, and administrators, who approve. */
@ApiExcludeController()
@Controller('erasures')
export class ErasurePagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
    @Inject(EXPORT_FILES) private readonly files: ExportFiles,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'erasures');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const { erasures, holds } = await engine.ledger.openAll(await erasuresKnown(engine));
    const due = await retentionDue(engine);
    const names = await namesIn(engine, { erasures, holds, due });
    await this.pages.send(exchange, (frame) => (
      <ErasuresPage
        frame={frame}
        erasures={presentErasures(erasures, names)}
        holds={presentHolds(holds, names)}
        mayAsk={againstReading('erasure-asking', visitor.actor) === null}
        due={due && presentDue(due.slice(0, LISTED_AT_MOST), names)}
      />
    ));
  }

  @Get('ask')
  askForm(@Exchanged() exchange: Exchange): Promise<void> {
    return this.forms.show(exchange, 'erasure-asking', () => this.ask());
  }

  @Post('ask')
  askNow(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'erasure-asking', body, () => this.ask());
  }

  /** Come to from the list of those due. An address of its own: what was begun of others stands in theirs. */
  @Get('ask/:named')
  askOfForm(@Exchanged() exchange: Exchange, @Param('named') named: string): Promise<void> {
    return this.forms.show(exchange, 'erasure-asking', () => this.ask(named));
  }

  @Post('ask/:named')
  askOfNow(@Exchanged() exchange: Exchange, @Param('named') named: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'erasure-asking', body, () => this.ask(named));
  }

  @Get('holds/place')
  holdForm(@Exchanged() exchange: Exchange): Promise<void> {
    return this.forms.show(exchange, 'erasures', () => this.hold());
  }

  @Post('holds/place')
  holdNow(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'erasures', body, () => this.hold());
  }

  @Get('holds/:hold/end')
  endForm(@Exchanged() exchange: Exchange, @Param('hold') hold: string): Promise<void> {
    return this.forms.show(exchange, 'erasures', () => this.end(hold));
  }

  @Post('holds/:hold/end')
  endNow(@Exchanged() exchange: Exchange, @Param('hold') hold: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'erasures', body, () => this.end(hold));
  }

  @Get(':erasure')
  async one(@Exchanged() exchange: Exchange, @Param('erasure') erasureId: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'erasures');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const erasure = await this.named(erasureId);
    const { owner, standing } = erasure;
    const isOpen = standing === 'requested' || standing === 'approved';
    const plan = isOpen ? await planErasure(engine, owner, this.files) : null;
    const { certificate } = erasure;
    const secondStep = certificate && secondStepOf(await erasuresKnown(engine), certificate.destroyedAt);
    const shown = presentErasure(erasure, plan, await namesIn(engine, { ...erasure, owner }), secondStep);
    await this.pages.send(exchange, (frame) => (
      <ErasurePage
        frame={frame}
        erasure={shown}
        href={`/erasures/${erasureId}`}
        mayApprove={againstReading('erasure-approving', visitor.actor) === null}
        mayDecline={isOpen}
      />
    ));
  }

  @Get(':erasure/approve')
  approveForm(@Exchanged() exchange: Exchange, @Param('erasure') erasureId: string): Promise<void> {
    return this.forms.show(exchange, 'erasure-approving', () => this.approve(erasureId));
  }

  @Post(':erasure/approve')
  approveNow(@Exchanged() exchange: Exchange, @Param('erasure') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'erasure-approving', body, () => this.approve(id));
  }

  @Get(':erasure/decline')
  declineForm(@Exchanged() exchange: Exchange, @Param('erasure') erasureId: string): Promise<void> {
    return this.forms.show(exchange, 'erasures', () => this.decline(erasureId));
  }

  @Post(':erasure/decline')
  declineNow(@Exchanged() exchange: Exchange, @Param('erasure') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'erasures', body, () => this.decline(id));
  }

  private async named(erasureId: string): Promise<Erasure> {
    const { engine } = this.reading;
    const { erasures } = await erasuresKnown(engine);
    const erasure = erasures.find((each) => each.erasureId === erasureId);
    return engine.ledger.openAll(found(erasure, 'erasure'));
  }

  /** @param named an audit’s reference or a person’s id, where their time of keeping is over */
  private ask(named = ''): PageForm {
    return {
      title: 'Ask for an erasure',
      back: BACK,
      lead: 'A person can be erased once they have left, a case once no audit of it is under way. Whoever approves it is told what you write here.',
      fields: [
        {
          kind: 'line',
          name: 'id',
          label: 'Who is to be erased?',
          hint: WHO_HINT,
          asks: 'Enter who is to be erased',
          value: named,
        },
        {
          kind: 'choice',
          name: 'basis',
          label: 'Why may they be erased?',
          asks: 'Choose why they may be erased',
          options: ERASURE_BASES.map((value) => ({ value, text: BASIS_WORDS[value] })),
          ...(named !== '' && { value: 'retention' }),
        },
        {
          kind: 'text',
          name: 'reason',
          label: 'What does it rest on?',
          hint: 'The letter, the order or the rule. It is erased with them.',
          asks: 'Enter what it rests on',
        },
      ],
      button: 'Ask for it',
      command: 'AskErasure',
      revision: null,
      says: async ({ id, ...rest }) => ({ ...rest, ...(await this.ownerSaid(id)) }),
      next: ({ id }) => `/erasures/${id}`,
    };
  }

  private async approve(erasureId: string): Promise<PageForm> {
    const erasure = await this.named(erasureId);
    return {
      title: 'Approve an erasure',
      back: { text: 'The erasure', href: `/erasures/${erasureId}` },
      lead: `${await this.whoOf(erasure)}: nobody will be able to read what was written of them. This cannot be taken back.`,
      isWarning: true,
      fields: [],
      button: 'Approve it',
      command: 'ApproveErasure',
      target: erasureId,
      revision: null,
      says: () => ({}),
      next: () => `/erasures/${erasureId}`,
    };
  }

  private async decline(erasureId: string): Promise<PageForm> {
    const erasure = await this.named(erasureId);
    return {
      title: 'Decline an erasure, or take it back',
      back: { text: 'The erasure', href: `/erasures/${erasureId}` },
      lead: `${await this.whoOf(erasure)}: nothing is erased.`,
      fields: [{ kind: 'text', name: 'reason', label: 'Why are they not erased?', asks: 'Enter why' }],
      button: 'Decline it',
      command: 'DeclineErasure',
      target: erasureId,
      revision: null,
      next: () => `/erasures/${erasureId}`,
    };
  }

  private hold(): PageForm {
    const classes = RECORD_CLASSES.map((value) => ({ value: `class:${value}`, text: CLASS_WORDS[value] }));
    return {
      title: 'Hold what must be kept',
      back: BACK,
      lead: 'Nothing of it is erased, whoever asks, until the hold is ended. What had been approved is approved anew then.',
      fields: [
        {
          kind: 'choice',
          name: 'of',
          label: 'What must be kept?',
          asks: 'Choose what must be kept',
          options: [
            {
              value: RECORD,
              text: 'What is held of one case, one person or one audit',
              reveals: [{ kind: 'line', name: 'id', label: 'Which?', hint: HOLD_HINT, asks: 'Enter which' }],
            },
            ...classes,
          ],
        },
        { kind: 'text', name: 'reason', label: 'Why must it be kept?', asks: 'Enter why it must be kept' },
      ],
      button: 'Hold it',
      command: 'PlaceHold',
      revision: null,
      says: async ({ of, id, reason }) => ({ reason, ...(await this.heldSaid(of, id)) }),
      next: () => '/erasures',
    };
  }

  private async end(holdId: string): Promise<PageForm> {
    const { engine } = this.reading;
    const { holds } = await erasuresKnown(engine);
    const hold: Hold = await engine.ledger.openAll(
      found(
        holds.find((each) => each.holdId === holdId),
        'hold',
      ),
    );
    const names = await namesIn(engine, hold);
    return {
      title: 'End a hold',
      back: BACK,
      lead: `${whoInWords(hold.on, [], names)}: it may be erased from now on, where two people agree.`,
      isWarning: true,
      fields: [{ kind: 'text', name: 'reason', label: 'Why need it not be kept?', asks: 'Enter why' }],
      button: 'End it',
      command: 'EndHold',
      target: holdId,
      revision: null,
      next: () => '/erasures',
    };
  }

  private async whoOf({ owner, touches }: Erasure): Promise<string> {
    return whoInWords(owner, touches, await namesIn(this.reading.engine, owner));
  }

  /** What is left out is left out of the command, which says so. */
  private async ownerSaid(who: unknown): Promise<{ readonly of?: string; readonly id?: string }> {
    if (typeof who !== 'string' || who.trim() === '') return { of: 'case' };
    const [owner, ...others] = await ownersNamed(this.reading.engine, who);
    if (owner === undefined || others.length > 0) return { of: 'case', id: NOBODY };
    const [kind, id = NOBODY] = owner.split(':');
    return { of: kind === 'person' ? 'person' : 'case', id };
  }

  private async heldSaid(of: unknown, which: unknown): Promise<object> {
    if (of !== RECORD) return typeof of === 'string' ? { of: 'class', id: of.replace(/^class:/, '') } : {};
    if (typeof which !== 'string' || referenceIn(which) === null) return this.ownerSaid(which);
    const id = await auditIdFor(this.reading.engine, which);
    return { of: 'audit', id: id === which ? NOBODY : id };
  }
}
