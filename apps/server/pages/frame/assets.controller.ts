import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { found } from '../../exchange/reading.js';
import { assetAt } from './assets.js';

/** The sheet of styles and the script, which everybody may have: a browser keeps each for as long as its address stands. */
@ApiExcludeController()
@Controller('assets')
export class AssetsController {
  @Get(':file')
  file(@Exchanged() { request, reply }: Exchange, @Param('file') file: string): void {
    const { type, plain, gzipped } = found(assetAt(`/assets/${file}`), 'file');
    const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    void reply
      .headers({
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        ...(takesGzip && { 'content-encoding': 'gzip' }),
      })
      .send(takesGzip ? gzipped : plain);
  }
}
