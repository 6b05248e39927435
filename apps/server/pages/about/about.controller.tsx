import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Pages } from '../frame/pages.js';
import { AccessibilityPage } from './accessibility-page.js';
import { PrivacyPage } from './privacy-page.js';

/** What every service says of itself, to everybody. */
@ApiExcludeController()
@Controller()
export class AboutController {
  constructor(@Inject(Pages) private readonly pages: Pages) {}

  @Get('accessibility')
  async accessibility(@Exchanged() exchange: Exchange): Promise<void> {
    await this.pages.send(exchange, (frame) => <AccessibilityPage frame={frame} />);
  }

  @Get('privacy')
  async privacy(@Exchanged() exchange: Exchange): Promise<void> {
    await this.pages.send(exchange, (frame) => <PrivacyPage frame={frame} />);
  }
}
