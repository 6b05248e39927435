import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SETTINGS_STREAM, previewSettings, settingsFold } from '#application';
import { READY_MADE, isRefusal, readyMade, startFrom, whyStartedFrom } from '#domain';
import type { ReadyMadeProgramme, SettingsChange } from '#domain';
import { namesIn } from '#engine';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, accepted } from '../../exchange/reading.js';
import { NO_ERRORS, type FormErrors } from '../forms/errors-of.js';
import { giveCommand, newCommandKey } from '../forms/give-command.js';
import { one, postedOf } from '../forms/posted.js';
import { Pages, seeOther } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { auditsUnderWay } from './audits-under-way.js';
import { presentChanges } from './present-settings.js';
import { ProgrammePage, ProgrammesPage, type StartShown } from './programmes-pages.js';
import { meaning } from './settings-pages.js';
import { SECTIONS } from './settings-sections.js';

const CHANGED =
  'Somebody published another version while you were writing. This is what would change of what holds now: start from it if you still want to.';

/** Programmes that councils published, to start one's own from. */
@ApiExcludeController()
@Controller('settings/programmes')
export class ProgrammesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'settings-forms');
    if (visitor !== undefined)
      await this.pages.send(exchange, (frame) => <ProgrammesPage frame={frame} programmes={READY_MADE} />);
  }

  @Get(':programme')
  async page(@Exchanged() exchange: Exchange, @Param('programme') name: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'settings-forms');
    if (visitor !== undefined) await this.show(exchange, visitor, accepted(readyMade(name)), NO_ERRORS);
  }

  /** The same command as any change of the settings: a version, with why it was published. */
  @Post(':programme')
  async start(@Exchanged() exchange: Exchange, @Param('programme') name: string, @Body() body: unknown): Promise<void> {
    const visitor = await this.pages.sender(exchange, 'settings-forms');
    if (visitor === undefined) return;
    const programme = accepted(readyMade(name));
    const { engine } = this.reading;
    const { published } = await this.standing();
    const posted = postedOf(body);
    const answer = await giveCommand(engine, {
      name: 'PublishSettings',
      body: { settings: startFrom(programme, published), note: whyStartedFrom(programme) },
      actor: visitor.actor,
      // What was read is what is published: a page of no version starts nothing.
      posted: one(posted, 'revision') === '' ? { ...posted, revision: '0' } : posted,
      correlationId: exchange.request.id,
    });
    if ('refused' in answer) {
      const text = answer.kind === 'precondition' ? CHANGED : answer.sentence;
      return this.show(exchange, visitor, programme, { byField: {}, summary: [{ text, href: '#what-would-change' }] });
    }
    const { settings } = await engine.references.load();
    seeOther(exchange.reply, `/settings/versions/${settings?.version ?? 1}`);
  }

  private async show(
    exchange: Exchange,
    visitor: Visitor,
    programme: ReadyMadeProgramme,
    errors: FormErrors,
  ): Promise<void> {
    const { published, revision } = await this.standing();
    const { engine } = this.reading;
    const { directory } = await engine.references.load();
    const now = engine.clock();
    const preview = previewSettings(startFrom(programme, published), published, { ...visitor, now, directory });
    const start: StartShown | string = isRefusal(preview)
      ? preview.sentence
      : {
          version: preview.version,
          changes: presentChanges(preview.changes, await namesIn(engine, preview.changes)),
          meaning: `${meaning(true, await auditsUnderWay(this.reading, exchange, visitor.actor))}${atOnce(preview.changes)}`,
        };
    const { formToken } = visitor;
    const state = { formToken, commandKey: newCommandKey(), revision, posted: null, errors };
    await this.pages.send(
      exchange,
      (frame) => <ProgrammePage {...{ frame, programme, start, state }} />,
      errors.summary.length === 0 ? 200 : 422,
    );
  }

  private async standing() {
    const { state: published, end } = await this.reading.engine.memories.of(settingsFold).load(SETTINGS_STREAM);
    return { published, revision: end.revision };
  }
}

/** Which of the changes hold for audits under way too. */
function atOnce(changes: readonly SettingsChange[]): string {
  const changed = new Set(changes.map(({ field }) => field.replace(/[.[].*$/, '')));
  const titles = SECTIONS.filter(({ isPinned, fields }) => !isPinned && fields.some((field) => changed.has(field)));
  if (titles.length === 0) return '';
  return ` What changes under ${titles.map(({ title }) => title).join(', ')} holds at once, for them too.`;
}
