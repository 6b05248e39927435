import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DEFAULT_NOTIFICATIONS } from '#domain';
import type { NotificationSettings } from '#domain';
import { namesIn } from '#engine';
import { listMessagesTo } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading } from '../../exchange/reading.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import type { Option } from '../forms/field.js';
import { peopleByName } from '../forms/people-by-name.js';
import { Pages } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { HEARS, choices, presentYou } from './present-you.js';
import { YouPage } from './you-page.js';

/** How many of the newest messages are shown. */
const SHOWN = 30;

const BACK = { text: 'You and your messages', href: '/you' };
type Asking = Pick<Visitor, 'actor'>;

const next = (): string => BACK.href;

/** What concerns the visitor themself. */
@ApiExcludeController()
@Controller('you')
export class YouController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
  ) {}

  @Get()
  async page(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const personId = visitor.actor.id;
    const { engine } = this.reading;
    const { directory } = await engine.references.load();
    const messages = listMessagesTo(await this.reading.rows('reminders', undefined, exchange), personId, SHOWN);
    const today = this.reading.today();
    const people = [directory.standsInFor(personId, today), directory.absencesOf(personId)];
    const names = await namesIn(engine, people);
    const you = presentYou({ personId, directory, settings: await this.settings(), messages, names, today });
    await this.pages.send(exchange, (frame) => <YouPage frame={frame} you={you} />);
  }

  @Get('messages')
  messagesForm(@Exchanged() exchange: Exchange): Promise<void> {
    return this.forms.show(exchange, null, (visitor) => this.messages(visitor));
  }

  @Post('messages')
  setMessages(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, (visitor) => this.messages(visitor));
  }

  @Get('absence')
  absenceForm(@Exchanged() exchange: Exchange): Promise<void> {
    return this.forms.show(exchange, null, (visitor) => this.absence(visitor));
  }

  @Post('absence')
  recordAbsence(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, (visitor) => this.absence(visitor));
  }

  @Get('absences/:absenceId/end')
  endForm(@Exchanged() exchange: Exchange, @Param('absenceId') absenceId: string): Promise<void> {
    return this.forms.show(exchange, null, () => this.end(absenceId));
  }

  @Post('absences/:absenceId/end')
  endAbsence(
    @Exchanged() exchange: Exchange,
    @Param('absenceId') absenceId: string,
    @Body() body: unknown,
  ): Promise<void> {
    return this.forms.give(exchange, null, body, () => this.end(absenceId));
  }

  private async messages({ actor }: Asking): Promise<PageForm> {
    const { directory } = await this.reading.engine.references.load();
    const offered = choices(await this.settings());
    return {
      title: 'Change how you hear of what you owe',
      back: BACK,
      fields: [
        {
          kind: 'choice',
          name: 'email',
          label: 'How you hear of it',
          asks: 'Choose how you hear of it',
          value: directory.preferenceOf(actor.id) ?? offered[0],
          options: offered.map((each) => ({ value: each, text: HEARS[each] })),
        },
      ],
      button: 'Save',
      command: 'SetNotificationPreference',
      target: actor.id,
      revision: null,
      next,
    };
  }

  private async absence({ actor }: Asking): Promise<PageForm> {
    return {
      title: 'Say that you will be away',
      back: BACK,
      lead: 'Meanwhile your tasks go to whoever stands in for you.',
      fields: [
        { kind: 'day', name: 'from', label: 'First day away', asks: 'Enter the first day away' },
        {
          kind: 'day',
          name: 'to',
          label: 'Last day away',
          hint: 'Leave it empty while you do not know',
          optional: true,
          asks: '',
        },
        {
          kind: 'pick',
          name: 'deputyId',
          label: 'Who stands in for you',
          optional: true,
          none: 'Nobody',
          asks: '',
          options: await this.colleagues(actor.id),
        },
      ],
      button: 'Save',
      command: 'RecordAbsence',
      target: actor.id,
      revision: null,
      next,
    };
  }

  private async end(absenceId: string): Promise<PageForm> {
    return {
      title: 'Say when you are back',
      back: BACK,
      fields: [
        {
          kind: 'day',
          name: 'on',
          label: 'First day back',
          asks: 'Enter the first day back',
          value: this.reading.today(),
        },
      ],
      button: 'Save',
      command: 'EndAbsence',
      target: absenceId,
      revision: null,
      next,
    };
  }

  /** Their team, and whoever has a role of theirs. */
  private async colleagues(personId: string): Promise<readonly Option[]> {
    const { engine } = this.reading;
    const { directory } = await engine.references.load();
    const today = this.reading.today();
    const person = directory.person(personId);
    if (person === undefined) return [];
    const team = person.teamId === null ? [] : directory.membersOf(person.teamId);
    const alike = person.roles.flatMap((role) => directory.withRole(role, today));
    const others = [...team, ...alike].filter((each) => each !== person && directory.inPost(each.personId, today));
    return peopleByName(engine, others);
  }

  private async settings(): Promise<NotificationSettings> {
    return (await this.reading.engine.references.load()).settings?.notifications ?? DEFAULT_NOTIFICATIONS;
  }
}
