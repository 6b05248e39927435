import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { londonDateOf } from '#domain';
import { runReport } from '#engine';
import type { Engine } from '#engine';
import { ViewNotReady, auditBoardPage } from '#projections';
import { ENGINE } from '../engine-token.js';
import { HOME_STYLE, homePage, lastTwelveMonths } from './home-page.js';
import type { HomeFacts } from './home-page.js';

/** The root page: no names, no cases, and no small numbers. */
@ApiExcludeController()
@Controller()
export class HomeController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  async page(): Promise<string> {
    const { settings } = await this.engine.references.load();
    return homePage({ council: settings?.council ?? 'this council', ...(await this.figures()) });
  }

  @Get('home.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  style(): string {
    return HOME_STYLE;
  }

  private async figures(): Promise<Pick<HomeFacts, 'stages' | 'judgements'>> {
    try {
      const board = this.engine.readModels.views.open('audit-board');
      const { stages } = auditBoardPage(board, {}, { offset: 0, limit: 1 });
      const { report } = await runReport(this.engine, {
        report: 'judgements',
        ...lastTwelveMonths(londonDateOf(this.engine.clock())),
        by: 'month',
        asAt: null,
        filters: {},
        withSmallNumbers: false,
        waitMs: 0,
      });
      return { stages, judgements: report };
    } catch (error) {
      if (error instanceof ViewNotReady) return { stages: null, judgements: null };
      throw error;
    }
  }
}
