import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { PEOPLE_STREAM, directoryFold } from '#application';
import { namesIn } from '#engine';
import { listTeams } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { CommandPageForm, PageForm } from '../command-forms/page-form.js';
import type { Field } from '../forms/field.js';
import { Pages } from '../frame/pages.js';
import { listed } from '../words/humanised.js';
import { TeamsPage } from './people-pages.js';

const teamFields = (name: string, service: string): readonly Field[] => [
  { kind: 'line', name: 'name', label: 'Name', hint: 'As the caseload writes it', asks: 'Enter a name', value: name },
  { kind: 'line', name: 'service', label: 'Service', optional: true, asks: 'Enter a service', value: service },
];

/** Teams and the services they belong to. */
@ApiExcludeController()
@Controller('teams')
export class TeamPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'people');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const today = this.reading.today();
    const directory = await engine.references.directory();
    const all = listTeams(await this.reading.rows('people', undefined, exchange));
    const managers = new Map(all.map(({ teamId }) => [teamId, directory.managersOf(teamId, today)]));
    const names = await namesIn(engine, [...managers.values()]);
    const teams = all.map(({ teamId, name, service }) => ({
      name,
      service: service ?? 'None',
      href: `/teams/${teamId}/change`,
      managers: listed((managers.get(teamId) ?? []).map((id) => names[id] ?? 'Name erased')) || 'Nobody',
      members: directory.membersOf(teamId).filter(({ personId }) => directory.inPost(personId, today)).length,
    }));
    await this.pages.send(exchange, (frame) => <TeamsPage frame={frame} teams={teams} />);
  }

  @Get('new')
  newForm(@Exchanged() exchange: Exchange): Promise<void> {
    return this.forms.show(exchange, 'people', () => this.newTeam(exchange));
  }

  @Post('new')
  register(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'people', body, () => this.newTeam(exchange));
  }

  @Get(':id/change')
  changeForm(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    return this.forms.show(exchange, 'people', () => this.change(exchange, id));
  }

  @Post(':id/change')
  changeNow(@Exchanged() exchange: Exchange, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'people', body, () => this.change(exchange, id));
  }

  private newTeam(exchange: Exchange): PageForm {
    return {
      ...this.common(exchange),
      title: 'Register a team',
      fields: teamFields('', ''),
      button: 'Register',
      command: 'RegisterTeam',
      revision: null,
    };
  }

  private async change(exchange: Exchange, teamId: string): Promise<PageForm> {
    const { engine } = this.reading;
    const { name, service } = found((await engine.references.directory()).team(teamId), 'team');
    const { end } = await engine.memories.of(directoryFold).load(PEOPLE_STREAM);
    return {
      ...this.common(exchange),
      title: `Change the team ${name}`,
      fields: teamFields(name, service ?? ''),
      button: 'Save',
      command: 'ChangeTeamDetails',
      target: teamId,
      revision: end.revision,
    };
  }

  private common(exchange: Exchange) {
    return {
      back: { text: 'Teams', href: '/teams' },
      says: ({ name = '', service = null }) => ({ name, service }),
      next: async ({ position }) => {
        await this.reading.rows('people', String(position), exchange);
        return '/teams';
      },
    } satisfies Pick<CommandPageForm, 'back' | 'says' | 'next'>;
  }
}
