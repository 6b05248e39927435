import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SETTINGS_STREAM, previewSettings, settingsFold } from '#application';
import { READY_MADE, readyMade, startFrom, whyStartedFrom } from '#domain';
import type { ReadyMadeProgramme, SettingsChange, StartingSettings } from '#domain';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { Reading, accepted } from '../exchange/reading.js';
import { etag } from '../exchange/request-headers.js';

/** A programme that a council published, to start from. */
interface ReadyMadeShown {
  readonly key: string;
  readonly label: string;
  readonly about: string;
  /** The publication it follows; null for none. */
  readonly source: string | null;
  /** Sentences: what the publication says, and these settings do. */
  readonly published: readonly string[];
  /** Sentences: what these settings hold that is not in the publication. */
  readonly filledIn: readonly string[];
  /** Sentences: what the publication says, and no setting holds. */
  readonly notSet: readonly string[];
  /** The parts of its report. */
  readonly report: readonly string[];
}

/** What a council starts from, and what that would change of what it has. */
interface ReadyMadeStart extends ReadyMadeShown {
  /** To be sent to `POST /api/v1/settings`, with a note. */
  readonly settings: StartingSettings;
  /** Why they change, as whoever reads the versions later may be told. */
  readonly note: string;
  /** The version in force afterwards; that of today where nothing changes. */
  readonly version: number;
  readonly changes: readonly SettingsChange[];
}

const shown = ({ settings: _, ...programme }: ReadyMadeProgramme): ReadyMadeShown => programme;

/** Programmes that councils published, to start from. Nothing is recorded here: what is read is published as any settings are. */
@ApiTags('programme')
@ApiBearerAuth()
@Controller('api/v1/programmes')
export class ReadyMadeController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get()
  @ApiOperation({
    summary: 'Ready-made programmes to start from: what was published, what is filled in, what no setting holds',
  })
  async programmes(@Exchanged() exchange: Exchange): Promise<{ programmes: readonly ReadyMadeShown[] }> {
    await this.reading.reader(exchange, 'settings-forms');
    return { programmes: READY_MADE.map(shown) };
  }

  @Get(':programme')
  @ApiOperation({
    summary: 'A ready-made programme as settings to publish here, and what that would change; records nothing',
  })
  async programme(@Exchanged() exchange: Exchange, @Param('programme') name: string): Promise<ReadyMadeStart> {
    const actor = await this.reading.reader(exchange, 'settings-forms');
    const programme = accepted(readyMade(name));
    const { engine } = this.reading;
    const { directory } = await engine.references.load();
    const { state: published, end } = await engine.memories.of(settingsFold).load(SETTINGS_STREAM);
    const settings = startFrom(programme, published);
    const preview = accepted(previewSettings(settings, published, { actor, now: engine.clock(), directory }));
    void exchange.reply.header('etag', etag(end.revision));
    return { ...shown(programme), settings, note: whyStartedFrom(programme), ...preview };
  }
}
