import { Controller, Get, Inject, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Reading } from './reading.js';

@ApiTags('operation')
@ApiBearerAuth()
@Controller('api/v1')
export class ViewsController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get('views')
  @ApiOperation({ summary: 'How far each view has got, and promises that could not be kept so far' })
  async views(@Req() request: FastifyRequest): Promise<object> {
    await this.reading.reader(request, 'views');
    const { readModels, processes } = this.reading.engine;
    return { views: await readModels.progress(), troubles: processes.troubles() };
  }
}
