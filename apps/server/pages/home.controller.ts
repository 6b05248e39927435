import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Engine } from '#engine';
import { ENGINE } from '../engine-token.js';
import { HOME_STYLE, homePage } from './home-page.js';

/** The root page, which everybody sees before signing in: no names, no cases and no figures. */
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
    return homePage(settings?.council ?? 'this council');
  }

  @Get('home.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  style(): string {
    return HOME_STYLE;
  }
}
