import { Inject, Injectable } from '@nestjs/common';
import { londonDateOf } from '#domain';
import { auditIdFor } from '#engine';
import type { ReadingOrder } from '#engine';
import { found } from '../../exchange/reading.js';
import { Pages } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { openAudit, type OpenedAudit } from './opened-audit.js';

/** Audits as pages open them: by the reference people quote, in any case. */
@Injectable()
export class Audits {
  constructor(@Inject(Pages) private readonly pages: Pages) {}

  /** @throws ProblemError where it is not theirs to read, or there is none: one answer */
  async open(visitor: Visitor, reference: string, what: ReadingOrder['what']): Promise<OpenedAudit> {
    const { engine } = this.pages;
    const auditId = await auditIdFor(engine, reference);
    const today = londonDateOf(engine.clock());
    return found(await openAudit(engine, visitor, { auditId, what, today }), 'audit');
  }
}
