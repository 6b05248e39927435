import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ENROL_PAGE, ENROL_SCRIPT } from './enrol-page.js';

/** Where the link of an invitation leads: what stands behind its `#` is known to the browser alone until it is redeemed. */
@ApiExcludeController()
@Controller()
export class EnrolController {
  @Get('enrol')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  page(): string {
    return ENROL_PAGE;
  }

  @Get('enrol.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return ENROL_SCRIPT;
  }
}
