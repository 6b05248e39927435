import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Pages } from '../frame/pages.js';
import { ENROL_SCRIPT, EnrolPage } from './enrol-page.js';

/** Where the link of an invitation leads: what stands behind its `#` is known to the browser alone until it is redeemed. */
@ApiExcludeController()
@Controller()
export class EnrolController {
  constructor(@Inject(Pages) private readonly pages: Pages) {}

  @Get('enrol')
  async page(@Exchanged() exchange: Exchange): Promise<void> {
    await this.pages.send(exchange, (frame) => <EnrolPage frame={frame} />);
  }

  @Get('enrol.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return ENROL_SCRIPT;
  }
}
