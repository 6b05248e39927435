import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CALENDAR_STREAM,
  PEOPLE_STREAM,
  SETTINGS_STREAM,
  SettingsPreviewBody,
  closuresFold,
  directoryFold,
  parseBody,
  previewSettings,
  settingsFold,
} from '#application';
import type { SettingsPreview, StreamFold } from '#application';
import { byCodeUnits, currentSettings, settingsAt, settingsChanges, wholeOf } from '#domain';
import type { Personal, ProgrammeSettings, PublishedSettings, Role, Training } from '#domain';
import { closureReasons, namesIn, publishedVersions } from '#engine';
import { findPerson, listAbsences, listPeople, listTeams, listTokens } from '#projections';
import type { ViewReader } from '#projections';
import { etag } from '../exchange/request-headers.js';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { AfterQuery, PeopleQuery, SettingsChangesQuery } from './query-bodies.js';
import { TokenUse } from '../token-use.js';
import { Reading, accepted, checked, found } from '../exchange/reading.js';

/** A change that holds once somebody else than who asked for it has confirmed it. */
interface WaitingChange {
  readonly changeId: string;
  readonly personId: string;
  /** All the roles the person is to have; null where the change is of the address. */
  readonly roles: readonly Role[] | null;
  /** The address links and messages are to go to; null where the change is of the roles. */
  readonly email: Personal | null;
  /** A person's id, or `operator`. */
  readonly requestedBy: string;
}

const versionIn = (published: PublishedSettings, said: string): ProgrammeSettings | null =>
  /^\d{1,6}$/.test(said) ? settingsAt(published, Number(said)) : null;

/** Settings, calendar, people and teams. */
@ApiTags('programme')
@ApiBearerAuth()
@Controller('api/v1')
export class ProgrammeController {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(TokenUse) private readonly use: TokenUse,
  ) {}

  @Get('me')
  @ApiOperation({ summary: 'Who you are signed in as' })
  async me(@Exchanged() exchange: Exchange) {
    const { id, roles, through } = await this.reading.reader(exchange, null);
    return { personId: id, roles, ...(through !== undefined && { through }) };
  }

  @Get('me/tokens')
  @ApiOperation({ summary: 'Your own sign-in tokens, and when each was last used' })
  async ownTokens(@Exchanged() exchange: Exchange, @Query() query: AfterQuery) {
    const { id } = await this.reading.reader(exchange, null);
    return { tokens: this.tokensOf(await this.reading.rows('people', checked(AfterQuery, query).after, exchange), id) };
  }

  @Get('settings')
  @ApiOperation({ summary: 'The programme settings in force' })
  async settings(@Exchanged() exchange: Exchange) {
    await this.reading.reader(exchange, 'settings');
    const state = await this.tag(exchange, settingsFold, SETTINGS_STREAM);
    return found(currentSettings(state), 'version of the settings');
  }

  @Post('settings/preview')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'PreviewSettings',
    summary: 'What publishing these settings would change, field by field; records nothing',
  })
  async settingsPreview(@Exchanged() exchange: Exchange, @Body() body: SettingsPreviewBody): Promise<SettingsPreview> {
    const actor = await this.reading.reader(exchange, 'settings');
    const { settings } = accepted(parseBody(SettingsPreviewBody, body));
    const { engine } = this.reading;
    const { directory } = await engine.references.load();
    const published = await this.tag(exchange, settingsFold, SETTINGS_STREAM);
    return accepted(previewSettings(settings, published, { actor, now: engine.clock(), directory }));
  }

  @Get('settings/versions')
  @ApiOperation({ summary: 'Every version of the settings, the newest first: who published it, when and why' })
  async settingsVersions(@Exchanged() exchange: Exchange) {
    await this.reading.reader(exchange, 'settings');
    const { engine } = this.reading;
    const versions = await publishedVersions(engine);
    const by = versions.map((version) => version.by);
    return { versions, names: await namesIn(engine, by) };
  }

  @Get('settings/:version/changes')
  @ApiOperation({ summary: 'What a version of the settings changed, field by field, of the one before it or another' })
  async settingsChanged(
    @Exchanged() exchange: Exchange,
    @Param('version') version: string,
    @Query() query: SettingsChangesQuery,
  ) {
    await this.reading.reader(exchange, 'settings');
    const { engine } = this.reading;
    const { published } = await engine.references.load();
    const becomes = found(versionIn(published, version), 'version of the settings');
    const { with: other } = checked(SettingsChangesQuery, query);
    const is =
      other === undefined
        ? settingsAt(published, becomes.version - 1)
        : found(versionIn(published, other), 'version of the settings');
    const changes = is === null ? [] : settingsChanges(wholeOf(is), wholeOf(becomes));
    return { version: becomes.version, with: is?.version ?? null, changes, names: await namesIn(engine, changes) };
  }

  @Get('settings/:version')
  @ApiOperation({ summary: 'The programme settings of a version' })
  async settingsOf(@Exchanged() exchange: Exchange, @Param('version') version: string) {
    await this.reading.reader(exchange, 'settings');
    const { published } = await this.reading.engine.references.load();
    return found(versionIn(published, version), 'version of the settings');
  }

  @Get('closures')
  @ApiOperation({ summary: 'The days on which the council is closed, besides weekends and bank holidays, and why' })
  async closures(@Exchanged() exchange: Exchange) {
    await this.reading.reader(exchange, 'settings');
    const closures = [...(await this.tag(exchange, closuresFold, CALENDAR_STREAM))].sort();
    const reasons = await closureReasons(this.reading.engine);
    return { closures, reasons: closures.map((date) => ({ date, reason: reasons.get(date) ?? null })) };
  }

  @Get('teams')
  @ApiOperation({ summary: 'Teams' })
  async teams(@Exchanged() exchange: Exchange, @Query() query: AfterQuery) {
    await this.reading.reader(exchange, 'teams');
    const { after } = checked(AfterQuery, query);
    await this.tag(exchange, directoryFold, PEOPLE_STREAM);
    return { teams: listTeams(await this.reading.rows('people', after, exchange)) };
  }

  @Get('people')
  @ApiOperation({ summary: 'People, for those who run the programme' })
  async people(@Exchanged() exchange: Exchange, @Query() query: PeopleQuery) {
    await this.reading.reader(exchange, 'people');
    const { after, team, role, inPostOn } = checked(PeopleQuery, query);
    await this.tag(exchange, directoryFold, PEOPLE_STREAM);
    const rows = await this.reading.rows('people', after, exchange);
    const people = await this.reading.engine.ledger.openAll(listPeople(rows, { teamId: team, role, inPostOn }));
    return { people: people.sort((left, right) => byCodeUnits(String(left.ref), String(right.ref))) };
  }

  @Get('person-changes')
  @ApiOperation({ summary: 'Changes of roles and addresses that wait for a second administrator or coordinator' })
  async personChanges(@Exchanged() exchange: Exchange): Promise<{ changes: readonly WaitingChange[] }> {
    await this.reading.reader(exchange, 'people');
    const { engine } = this.reading;
    const changes = [...(await engine.references.directory()).pendingChanges()];
    return { changes: await engine.ledger.openAll(changes) };
  }

  @Get('people/:id')
  @ApiOperation({ summary: 'A person, with training as an auditor, absences and sign-in tokens' })
  async person(@Exchanged() exchange: Exchange, @Param('id') id: string, @Query() query: AfterQuery) {
    await this.reading.reader(exchange, 'people');
    await this.tag(exchange, directoryFold, PEOPLE_STREAM);
    const rows = await this.reading.rows('people', checked(AfterQuery, query).after, exchange);
    const person = await this.reading.engine.ledger.openAll(found(findPerson(rows, id), 'person'));
    const training: Training | null = (await this.reading.engine.references.directory()).trainingOf(id);
    return { ...person, training, absences: listAbsences(rows, id), tokens: this.tokensOf(rows, id) };
  }

  private tokensOf(rows: ViewReader, personId: string) {
    return listTokens(rows, personId).map((token) => ({ ...token, lastUsedOn: this.use.lastUsedOn(token.tokenId) }));
  }

  /** The revision a command to the stream may be held to; taken before the rows, so that it is never newer than they are. */
  private async tag<State>({ reply }: Exchange, fold: StreamFold<State>, stream: string): Promise<State> {
    const { end, state } = await this.reading.engine.memories.of(fold).load(stream);
    void reply.header('etag', etag(end.revision));
    return state;
  }
}
