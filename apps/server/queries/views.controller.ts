import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { importsUnderWay } from '#engine';
import { allViews } from '#projections';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { Reading, found } from '../exchange/reading.js';

@ApiTags('operation')
@ApiBearerAuth()
@Controller('api/v1')
export class ViewsController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get('views')
  @ApiOperation({
    summary: 'How far each view has got, promises that could not be kept so far, and imports that do not count yet',
  })
  async views(@Exchanged() exchange: Exchange) {
    await this.reading.reader(exchange, 'views');
    const { readModels, processes } = this.reading.engine;
    return {
      views: await readModels.progress(),
      troubles: processes.troubles(),
      unfinishedImports: importsUnderWay(this.reading.engine),
    };
  }

  /** It is built beside the one that is read meanwhile, and then takes its place. */
  @Post('views/:name/rebuild')
  @HttpCode(202)
  @ApiOperation({ summary: 'Build a view anew from the log' })
  async rebuild(@Exchanged() exchange: Exchange, @Param('name') name: string) {
    await this.reading.reader(exchange, 'views');
    const view = found(
      allViews.find((known) => known.name === name),
      'view',
    );
    return this.reading.engine.readModels.views.requestRebuild(view.name);
  }
}
