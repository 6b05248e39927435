import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { againstReading } from '#access';
import { inspectionsFold } from '#application';
import { auditReference, inspectionsStream, isInForce, referenceIn } from '#domain';
import type { InspectionGrant } from '#domain';
import { namesIn } from '#engine';
import { findAuditByReference } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import { Pages } from '../frame/pages.js';
import { readable } from '../words/readable.js';
import { InspectionsPage } from './inspections-page.js';
import { presentGrants } from './present-grants.js';

/** What inspectors may read, until when: for them, and for coordinators, who grant it. */
@ApiExcludeController()
@Controller('inspections')
export class InspectionPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'own-inspections');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const { actor } = visitor;
    const mayGrant = againstReading('others-inspections', actor) === null;
    const directory = await engine.references.directory();
    const everybody = [...directory.people()].filter(({ roles }) => roles.includes('inspector'));
    const inspectors = mayGrant ? everybody.map(({ personId }) => personId) : [actor.id];
    const grants = (await Promise.all(inspectors.map((inspector) => this.grantsOf(inspector)))).flat();
    const names = await namesIn(
      engine,
      grants.map(({ inspectorId, grantedBy }) => [inspectorId, grantedBy]),
    );
    const shown = presentGrants(grants, { names, today: this.reading.today(), isInForce, referenceOf: auditReference });
    await this.pages.send(exchange, (frame) => (
      <InspectionsPage frame={frame} grants={shown} mayGrant={mayGrant} hasInspectors={everybody.length > 0} />
    ));
  }

  @Get('grant')
  grantForm(@Exchanged() exchange: Exchange): Promise<void> {
    return this.forms.show(exchange, 'others-inspections', () => this.grant(exchange));
  }

  @Post('grant')
  grantNow(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'others-inspections', body, () => this.grant(exchange));
  }

  /** Come to from an audit. An address of its own: what was begun of others stands in theirs. */
  @Get('grant/:reference')
  grantOfForm(@Exchanged() exchange: Exchange, @Param('reference') reference: string): Promise<void> {
    return this.forms.show(exchange, 'others-inspections', () => this.grant(exchange, reference));
  }

  @Post('grant/:reference')
  grantOfNow(
    @Exchanged() exchange: Exchange,
    @Param('reference') reference: string,
    @Body() body: unknown,
  ): Promise<void> {
    return this.forms.give(exchange, 'others-inspections', body, () => this.grant(exchange, reference));
  }

  @Get(':inspector/:grant/end')
  endForm(@Exchanged() exchange: Exchange, @Param() named: { inspector: string; grant: string }): Promise<void> {
    return this.forms.show(exchange, 'others-inspections', () => this.end(named));
  }

  @Post(':inspector/:grant/end')
  endNow(
    @Exchanged() exchange: Exchange,
    @Param() named: { inspector: string; grant: string },
    @Body() body: unknown,
  ): Promise<void> {
    return this.forms.give(exchange, 'others-inspections', body, () => this.end(named));
  }

  private async grantsOf(inspector: string): Promise<readonly InspectionGrant[]> {
    const { engine } = this.reading;
    const { state } = await engine.memories.of(inspectionsFold).load(inspectionsStream(inspector));
    return engine.ledger.openAll([...state]);
  }

  /** @param reference of the audit that it was come from */
  private async grant(exchange: Exchange, reference = ''): Promise<PageForm> {
    const { engine } = this.reading;
    const today = this.reading.today();
    const directory = await engine.references.directory();
    const inspectors = directory.withRole('inspector', today).map(({ personId }) => personId);
    const names = await namesIn(engine, inspectors);
    const board = await this.reading.rows('audit-board', undefined, exchange);
    return {
      title: 'Let an inspector read audits',
      back: { text: 'Inspections', href: '/inspections' },
      lead: 'They read these audits, in these days, and nothing else. Every reading is recorded.',
      fields: [
        {
          kind: 'pick',
          name: 'inspectorId',
          label: 'Inspector',
          asks: 'Choose an inspector',
          options: inspectors.map((value) => ({ value, text: names[value] ?? 'Name erased' })),
        },
        {
          kind: 'text',
          name: 'auditIds',
          label: 'Audits',
          hint: 'Their references, one a line, such as 4K7QF-2M9XC',
          asks: 'Enter the references of the audits',
          value: referenceIn(reference) ?? '',
        },
        { kind: 'day', name: 'from', label: 'First day', asks: 'Enter the first day', value: today },
        { kind: 'day', name: 'until', label: 'Last day', asks: 'Enter the last day' },
        {
          kind: 'line',
          name: 'reason',
          label: 'Which inspection is it for?',
          hint: 'As its letter calls it, never a name: it is recorded with every reading',
          asks: 'Enter which inspection it is for',
        },
      ],
      button: 'Let them read',
      command: 'GrantInspection',
      revision: null,
      says: ({ auditIds = '', ...values }) => ({
        ...values,
        auditIds: String(auditIds)
          .split(/[\s,;]+/)
          .filter((reference) => reference !== '')
          // One that nobody has stays as it was written, for the command to refuse.
          .map((reference) => findAuditByReference(board, reference.toUpperCase()) ?? reference),
      }),
      next: () => '/inspections',
    };
  }

  private async end({ inspector, grant: grantId }: { inspector: string; grant: string }): Promise<PageForm> {
    const grants = await this.grantsOf(inspector);
    const grant = found(
      grants.find((each) => each.grantId === grantId),
      'grant',
    );
    return {
      title: 'End a grant before its time',
      back: { text: 'Inspections', href: '/inspections' },
      lead: `${readable(grant.reason)}: the inspector can read nothing under it from now on.`,
      isWarning: true,
      fields: [{ kind: 'line', name: 'reason', label: 'Why does it end?', asks: 'Enter why it ends' }],
      button: 'End it',
      command: 'EndInspection',
      target: grantId,
      revision: null,
      says: (values) => ({ inspectorId: inspector, ...values }),
      next: () => '/inspections',
    };
  }
}
