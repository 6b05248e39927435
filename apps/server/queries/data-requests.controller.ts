import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { unreviewedIn } from '#domain';
import type { DataRequest, Personal } from '#domain';
import { dataRequestsKnown, openAccess } from '#engine';
import type { HeldText } from '#subject-access';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { Reading, found } from '../exchange/reading.js';

/** A request as the list has it. Days are London days. */
interface RequestAnswer {
  readonly requestId: string;
  readonly kind: DataRequest['kind'];
  readonly about: DataRequest['about'];
  readonly owner: string;
  readonly asked: Personal;
  readonly called: Personal | null;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly standing: DataRequest['standing'];
  readonly gatheredAt: string | null;
  readonly ended: DataRequest['ended'];
  readonly documents: number;
  /** Texts that nobody has reviewed. */
  readonly unreviewed: number;
}

/** A text to review: where it stands, and what goes out of it. */
interface TextAnswer {
  /** By which it is reviewed. */
  readonly text: number;
  readonly stream: string;
  readonly revision: number;
  readonly path: string;
  readonly label: string;
  /** With what is blacked out; null where it is not given out. */
  readonly shown: string | null;
  readonly state: HeldText['state'];
  readonly because: HeldText['because'];
}

/** What people ask of what is held on them, and the texts that are reviewed before they go out. */
@ApiTags('data-requests')
@ApiBearerAuth()
@Controller('api/v1/data-requests')
export class DataRequestsController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get()
  @ApiOperation({ summary: 'What people asked of what is held on them, and what came of it; the oldest first' })
  async list(@Exchanged() exchange: Exchange): Promise<{ readonly requests: readonly RequestAnswer[] }> {
    await this.reading.reader(exchange, 'data-requests');
    const { engine } = this.reading;
    const known = await dataRequestsKnown(engine);
    return { requests: await engine.ledger.openAll(known.map(answerOf)) };
  }

  @Get(':id/texts')
  @ApiOperation({ summary: 'The texts of a request, as far as they go out, with what was decided of each' })
  async texts(
    @Exchanged() exchange: Exchange,
    @Param('id') id: string,
  ): Promise<{ readonly texts: readonly TextAnswer[]; readonly unreviewed: number }> {
    const actor = await this.reading.reader(exchange, 'data-requests');
    const { engine } = this.reading;
    const request = (await dataRequestsKnown(engine)).find((each) => each.requestId === id);
    const { items, unreviewed } = await openAccess(engine, found(request, 'request'), actor);
    const texts = items
      .flatMap((item) => item.texts.map((text) => ({ ...item, ...text })))
      .map(({ stream, revision, path, label, shown, state, because }, at) => {
        return { text: at + 1, stream, revision, path, label, shown, state, because };
      });
    return { texts, unreviewed };
  }
}

const answerOf = (request: DataRequest): RequestAnswer => {
  const { requestId, kind, about, owner, receivedOn, dueOn, standing, gatheredAt, ended, documents } = request;
  const { asked, called } = request;
  return {
    ...{ requestId, kind, about, owner, receivedOn, dueOn, standing, gatheredAt, ended, documents, asked, called },
    unreviewed: unreviewedIn(request).length,
  };
};
