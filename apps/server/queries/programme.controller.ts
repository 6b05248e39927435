import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  CALENDAR_STREAM,
  PEOPLE_STREAM,
  SETTINGS_STREAM,
  closuresFold,
  directoryFold,
  settingsFold,
} from '#application';
import type { StreamFold } from '#application';
import { currentSettings, settingsAt } from '#domain';
import { findPerson, listAbsences, listPeople, listTeams, listTokens } from '#projections';
import { etag } from '../commands/request-headers.js';
import { AfterQuery, PeopleQuery } from './query-bodies.js';
import { Reading, checked, found } from './reading.js';

/** Settings, calendar, people and teams. */
@ApiTags('programme')
@ApiBearerAuth()
@Controller('api/v1')
export class ProgrammeController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get('me')
  @ApiOperation({ summary: 'Who you are signed in as' })
  async me(@Req() request: FastifyRequest) {
    const { id, roles } = await this.reading.reader(request, null);
    return { personId: id, roles };
  }

  @Get('settings')
  @ApiOperation({ summary: 'The programme settings in force' })
  async settings(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.reading.reader(request, 'settings');
    const state = await this.tag(reply, settingsFold, SETTINGS_STREAM);
    return found(currentSettings(state), 'version of the settings');
  }

  @Get('settings/:version')
  @ApiOperation({ summary: 'The programme settings of a version' })
  async settingsOf(@Req() request: FastifyRequest, @Param('version') version: string) {
    await this.reading.reader(request, 'settings');
    const { published } = await this.reading.engine.references.load();
    return found(/^\d{1,6}$/.test(version) ? settingsAt(published, Number(version)) : null, 'version of the settings');
  }

  @Get('closures')
  @ApiOperation({ summary: 'The days on which the council is closed, besides weekends and bank holidays' })
  async closures(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.reading.reader(request, 'settings');
    const { closures } = await this.reading.engine.references.load();
    await this.tag(reply, closuresFold, CALENDAR_STREAM);
    return { closures: [...closures].sort() };
  }

  @Get('teams')
  @ApiOperation({ summary: 'Teams' })
  async teams(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: AfterQuery,
  ) {
    await this.reading.reader(request, 'teams');
    const { after } = checked(AfterQuery, query);
    await this.tag(reply, directoryFold, PEOPLE_STREAM);
    return { teams: listTeams(await this.reading.rows('people', after, reply)) };
  }

  @Get('people')
  @ApiOperation({ summary: 'People, for those who run the programme' })
  async people(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: PeopleQuery,
  ) {
    await this.reading.reader(request, 'people');
    const { after, team, role, inPostOn } = checked(PeopleQuery, query);
    await this.tag(reply, directoryFold, PEOPLE_STREAM);
    const rows = await this.reading.rows('people', after, reply);
    return { people: await this.reading.engine.ledger.openAll(listPeople(rows, { teamId: team, role, inPostOn })) };
  }

  @Get('people/:id')
  @ApiOperation({ summary: 'A person, with absences and sign-in tokens' })
  async person(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Query() query: AfterQuery,
  ) {
    await this.reading.reader(request, 'people');
    await this.tag(reply, directoryFold, PEOPLE_STREAM);
    const rows = await this.reading.rows('people', checked(AfterQuery, query).after, reply);
    const person = await this.reading.engine.ledger.openAll(found(findPerson(rows, id), 'person'));
    return { ...person, absences: listAbsences(rows, id), tokens: listTokens(rows, id) };
  }

  /** The revision a command to the stream may be held to; taken before the rows, so that it is never newer than they are. */
  private async tag<State>(reply: FastifyReply, fold: StreamFold<State>, stream: string): Promise<State> {
    const { end, state } = await this.reading.engine.memories.of(fold).load(stream);
    void reply.header('etag', etag(end.revision));
    return state;
  }
}
