import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { londonDateOf } from '#domain';
import { runReport } from '#engine';
import type { Engine } from '#engine';
import { ViewNotReady, countStages } from '#projections';
import type { Report } from '#reporting';
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
    return homePage({
      council: settings?.council ?? 'this council',
      stages: await unlessBuilding(() => this.stages(), []),
      judgements: await unlessBuilding(() => this.judgements(), null),
    });
  }

  @Get('home.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  style(): string {
    return HOME_STYLE;
  }

  private stages(): HomeFacts['stages'] {
    return countStages(this.engine.readModels.views.open('audit-board'));
  }

  private async judgements(): Promise<Report> {
    const { report } = await runReport(this.engine, {
      report: 'judgements',
      ...lastTwelveMonths(londonDateOf(this.engine.clock())),
      by: 'month',
      asAt: null,
      filters: {},
      withSmallNumbers: false,
      waitMs: 0,
    });
    return report;
  }
}

async function unlessBuilding<Shown>(show: () => Shown | Promise<Shown>, meanwhile: Shown): Promise<Shown> {
  try {
    return await show();
  } catch (error) {
    if (error instanceof ViewNotReady) return meanwhile;
    throw error;
  }
}
