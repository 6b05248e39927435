import 'reflect-metadata';
import { Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** The least that Nest on Fastify can do with a POST, as a process of its own: `bare-server.js`, port from `PORT`. */
@Controller()
class BareController {
  @Post('bare')
  @HttpCode(200)
  answer(): { readonly ok: true } {
    return { ok: true };
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

const server = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
process.on('SIGTERM', () => void server.close());
await server.listen(Number(process.env.PORT), '127.0.0.1');
console.log('ready at last');
