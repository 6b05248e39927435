import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { newLinkSecret } from '#access';
import { PEOPLE_STREAM, directoryFold } from '#application';
import type { Accepted } from '#application';
import { ROLES, byCodeUnits, isTrainedOn } from '#domain';
import type { Invitation, Training } from '#domain';
import { namesIn } from '#engine';
import { findPerson, listAbsences, listPeople, listTeams, listTokens } from '#projections';
import type { ViewReader } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { TokenUse } from '../../token-use.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import { giveCommand, newCommandKey } from '../forms/give-command.js';
import { peopleByName } from '../forms/people-by-name.js';
import { one, postedOf } from '../forms/posted.js';
import { bitsShownOnce } from '../forms/shown-once.js';
import { Pages, seeOther } from '../frame/pages.js';
import { asked, type Asked } from '../lists/asked.js';
import { any } from '../lists/choices.js';
import { sendCsv } from '../lists/send-csv.js';
import { sortAsked, sortField, sorted } from '../lists/sorts.js';
import { addressOf } from '../words/address.js';
import { byName } from '../words/by-name.js';
import { plainDate } from '../words/dates.js';
import { plainInstant } from '../words/instants.js';
import { readable } from '../words/readable.js';
import { rolesInWords } from '../words/roles.js';
import { presentTokens } from '../tokens/present-tokens.js';
import { invitationInWords } from './invitation-words.js';
import {
  ChangesPage,
  HalfPage,
  InvitationsPage,
  PEOPLE_HEAD,
  PeoplePage,
  PersonPage,
  TrainingPage,
} from './people-pages.js';
import { ROLE_OPTIONS, personFields, personSaid } from './person-fields.js';
import {
  PEOPLE_SORTS,
  inPostWords,
  presentAbsences,
  presentPeople,
  presentWaiting,
  trainingInWords,
} from './present-people.js';

/** People: what each may do, when they are away, and how they sign in. */
@ApiExcludeController()
@Controller('people')
export class PeoplePagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
    @Inject(TokenUse) private readonly use: TokenUse,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'people');
    if (visitor === undefined) return;
    const rows = await this.rows(exchange);
    const today = this.reading.today();
    const [team, left] = [asked(query, 'team'), asked(query, 'left')];
    const role = ROLES.find((each) => each === asked(query, 'role'));
    const filter = { teamId: team || undefined, role, inPostOn: left === '' ? today : undefined };
    const people = presentPeople(await this.reading.engine.ledger.openAll(listPeople(rows, filter)), today);
    const order = sortAsked(PEOPLE_SORTS, query);
    const listed = sorted(people, order);
    const { directory, settings } = await this.reading.engine.references.load();
    const asksTraining = settings?.trainingRequired === true;
    const waiting = [...directory.pendingChanges()].length;
    const teams = listTeams(rows).map(({ teamId, name }) => ({ value: teamId, text: name }));
    const fields = [
      { name: 'team', label: 'Team', value: team, items: [any('All teams'), ...teams] },
      {
        name: 'role',
        label: 'Role',
        value: role ?? '',
        items: [any('All roles'), ...ROLE_OPTIONS.map(({ value, text }) => ({ value, text }))],
      },
      {
        name: 'left',
        label: 'In post',
        value: left,
        items: [any('In post today'), { value: 'yes', text: 'Also who has left or is yet to begin' }],
      },
    ];
    if (asked(query, 'format') === 'csv') {
      const cells = listed.map(({ name, ref, team: of, roles, standing }) => [name, ref, of, roles, standing]);
      return sendCsv(exchange.reply, 'people', PEOPLE_HEAD, cells);
    }
    const csv = addressOf('/people', { team, role, left, sort: order.value, format: 'csv' });
    const sort = sortField(PEOPLE_SORTS, order);
    await this.pages.send(exchange, (frame) => (
      <PeoplePage {...{ frame, fields, sort, csv, waiting, asksTraining }} people={listed} />
    ));
  }

  @Get('new')
  newForm(@Exchanged() exchange: Exchange): Promise<void> {
    return this.forms.show(exchange, 'people', () => this.newPerson(exchange));
  }

  @Post('new')
  register(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'people', body, () => this.newPerson(exchange));
  }

  @Get('changes')
  async changes(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'people');
    if (visitor !== undefined) await this.showChanges(exchange, visitor.actor.id, visitor.formToken, null);
  }

  @Post('changes')
  async answerChange(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const posted = postedOf(body);
    const answer = await giveCommand(this.reading.engine, {
      name: one(posted, 'answer') === 'confirm' ? 'ConfirmPersonChanges' : 'DeclinePersonChanges',
      body: { changeIds: [one(posted, 'changeId')] },
      actor: visitor.actor,
      posted,
      correlationId: exchange.request.id,
    });
    if (!('refused' in answer)) return seeOther(exchange.reply, '/people/changes');
    await this.showChanges(exchange, visitor.actor.id, visitor.formToken, answer.sentence);
  }

  @Get('training')
  async trainings(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'people');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const directory = await engine.references.directory();
    const today = this.reading.today();
    const auditors = directory.withRole('auditor', today);
    const names = await namesIn(
      engine,
      auditors.map(({ personId }) => personId),
    );
    const people = auditors
      .map(({ personId }) => ({
        name: names[personId] ?? 'Name erased',
        href: `/people/${personId}`,
        training: directory.trainingOf(personId),
      }))
      .sort((left, right) => byEnd(left.training, right.training) || byName(left.name, right.name))
      .map(({ training, ...person }) => ({
        ...person,
        standing: trainingInWords(training, today),
        isInDate: isTrainedOn(training, today),
      }));
    await this.pages.send(exchange, (frame) => <TrainingPage frame={frame} people={people} />);
  }

  @Get('invitations')
  async invitations(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'people');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const all = [...(await engine.references.directory()).invitations()];
    const names = await namesIn(
      engine,
      all.map(({ personId, invitedBy }) => [personId, invitedBy]),
    );
    const invitations = all.map((invitation) => ({
      who: names[invitation.personId] ?? 'Name erased',
      href: `/people/${invitation.personId}`,
      standing: invitationInWords(invitation, engine.clock()),
      by: names[invitation.invitedBy] ?? 'The operator',
    }));
    await this.pages.send(exchange, (frame) => <InvitationsPage frame={frame} invitations={invitations} />);
  }

  @Get(':id')
  async person(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'people');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const rows = await this.rows(exchange);
    const person = await engine.ledger.openAll(found(findPerson(rows, id), 'person'));
    const { directory, settings } = await engine.references.load();
    const asksTraining = settings?.trainingRequired === true;
    const absences = listAbsences(rows, id);
    const changes = [...directory.pendingChanges()].filter(({ personId }) => personId === id);
    const names = await namesIn(engine, [person.managerId, absences, changes.map(({ requestedBy }) => requestedBy)]);
    const today = this.reading.today();
    const tokens = listTokens(rows, id).map((token) => ({ ...token, lastUsedOn: this.use.lastUsedOn(token.tokenId) }));
    const invitation = [...directory.invitations()].find(({ personId }) => personId === id);
    const aliases = person.aliases.map((alias) => readable(alias)).join(', ');
    const facts = [
      { key: 'Reference', value: readable(person.ref) },
      { key: 'Other names', value: aliases === '' ? 'None' : aliases },
      { key: 'E-mail address', value: readable(person.email) || 'None' },
      { key: 'Team', value: person.team ?? 'None' },
      { key: 'Line manager', value: person.managerId === null ? 'Nobody' : (names[person.managerId] ?? 'Name erased') },
      { key: 'Roles', value: rolesInWords(person.roles) },
      { key: 'In post', value: inPostWords(person, today) },
      ...(person.from === null ? [] : [{ key: 'First day', value: plainDate(person.from) }]),
      ...(asksTraining ? [{ key: 'Auditor training', value: trainingInWords(directory.trainingOf(id), today) }] : []),
    ];
    const waiting = presentWaiting(await engine.ledger.openAll(changes), names, visitor.actor.id);
    await this.pages.send(exchange, (frame) => (
      <PersonPage
        {...{ frame, facts, waiting, asksTraining }}
        address={`/people/${id}`}
        name={readable(person.name, 'Name erased')}
        absences={presentAbsences(absences, names, today)}
        tokens={presentTokens(`/people/${id}/tokens`, tokens, today)}
        invitation={invitation === undefined ? null : invitationInWords(invitation, engine.clock())}
        hasHalf={hasHalfFor(invitation, visitor.actor.id)}
      />
    ));
  }

  @Get(':id/change')
  changeForm(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    return this.forms.show(exchange, 'people', () => this.change(exchange, id));
  }

  @Post(':id/change')
  changeNow(@Exchanged() exchange: Exchange, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'people', body, () => this.change(exchange, id));
  }

  @Get(':id/training')
  trainingForm(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    return this.forms.show(exchange, 'people', () => this.training(exchange, id));
  }

  @Post(':id/training')
  recordTraining(@Exchanged() exchange: Exchange, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'people', body, () => this.training(exchange, id));
  }

  @Get(':id/absence')
  absenceForm(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    return this.forms.show(exchange, 'people', () => this.absence(exchange, id));
  }

  @Post(':id/absence')
  recordAbsence(@Exchanged() exchange: Exchange, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'people', body, () => this.absence(exchange, id));
  }

  @Get(':id/absences/:absenceId/end')
  endForm(
    @Exchanged() exchange: Exchange,
    @Param('id') id: string,
    @Param('absenceId') absence: string,
  ): Promise<void> {
    return this.forms.show(exchange, 'people', () => this.endAbsence(exchange, id, absence));
  }

  @Post(':id/absences/:absenceId/end')
  endNow(
    @Exchanged() exchange: Exchange,
    @Param('id') id: string,
    @Param('absenceId') absence: string,
    @Body() body: unknown,
  ): Promise<void> {
    return this.forms.give(exchange, 'people', body, () => this.endAbsence(exchange, id, absence));
  }

  @Get(':id/tokens/:tokenId/revoke')
  revokeForm(@Exchanged() exchange: Exchange, @Param('id') id: string, @Param('tokenId') token: string): Promise<void> {
    return this.forms.show(exchange, 'people', () => this.revoke(exchange, id, token));
  }

  @Post(':id/tokens/:tokenId/revoke')
  revokeNow(
    @Exchanged() exchange: Exchange,
    @Param('id') id: string,
    @Param('tokenId') token: string,
    @Body() body: unknown,
  ): Promise<void> {
    return this.forms.give(exchange, 'people', body, () => this.revoke(exchange, id, token));
  }

  @Get(':id/invite')
  inviteForm(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    return this.forms.show(exchange, 'people', () => this.invite(exchange, id));
  }

  @Post(':id/invite')
  inviteNow(@Exchanged() exchange: Exchange, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'people', body, () => this.invite(exchange, id));
  }

  @Get(':id/half')
  async half(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'people');
    if (visitor === undefined) return;
    const { name, address } = await this.named(exchange, id);
    const { formToken } = visitor;
    const commandKey = newCommandKey();
    await this.pages.send(exchange, (frame) => (
      <HalfPage {...{ frame, name, address, formToken, commandKey }} half={null} error={null} />
    ));
  }

  /** Kept only as a digest: nobody is shown it again, but whoever sends the same form twice. */
  @Post(':id/half')
  async showHalf(@Exchanged() exchange: Exchange, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const { name, address } = await this.named(exchange, id);
    const { formToken, actor } = visitor;
    const posted = postedOf(body);
    const { secret, digest } = newLinkSecret(await bitsShownOnce(this.reading.engine, actor.id, posted, { id }));
    const answer = await giveCommand(this.reading.engine, {
      name: 'TakeHalf',
      target: id,
      body: { digest },
      actor,
      posted,
      correlationId: exchange.request.id,
    });
    const refused = 'refused' in answer;
    await this.pages.send(
      exchange,
      (frame) => (
        <HalfPage
          {...{ frame, name, address, formToken }}
          commandKey={newCommandKey()}
          half={refused ? null : secret}
          error={refused ? answer.sentence : null}
        />
      ),
      refused ? 422 : 200,
    );
  }

  private async newPerson(exchange: Exchange): Promise<PageForm> {
    return {
      title: 'Register a person',
      back: { text: 'People', href: '/people' },
      fields: [
        {
          kind: 'line',
          name: 'ref',
          label: 'Reference',
          hint: 'The council’s own, such as a payroll number. It stays the person’s for good',
          width: 10,
          asks: 'Enter a reference',
        },
        ...personFields(await this.choosable(exchange, null)),
      ],
      button: 'Register',
      command: 'RegisterPerson',
      revision: null,
      says: ({ ref, ...values }) => ({ ref: ref ?? '', ...personSaid(values) }),
      next: async (answer) => this.after(exchange, answer, `/people/${answer.id}`),
    };
  }

  private async change(exchange: Exchange, id: string): Promise<PageForm> {
    const { person, name, address } = await this.named(exchange, id);
    const details = {
      ...person,
      name: readable(person.name, ''),
      email: readable(person.email, ''),
      aliases: person.aliases.map((alias) => readable(alias, '')),
    };
    return {
      title: `Change ${name}`,
      about: id,
      back: { text: name, href: address },
      fields: personFields(await this.choosable(exchange, id), details),
      button: 'Save',
      command: 'ChangePerson',
      target: id,
      revision: await this.revision(),
      says: personSaid,
      next: (answer) => this.after(exchange, answer, address),
    };
  }

  private async training(exchange: Exchange, id: string): Promise<PageForm> {
    const { name, address } = await this.named(exchange, id);
    return {
      title: `Record the auditor training of ${name}`,
      about: id,
      back: { text: name, href: address },
      lead: 'It takes the place of what was recorded before. Without training in date nobody is given an audit; audits they hold stay theirs.',
      fields: [
        { kind: 'day', name: 'on', label: 'Day of the training', asks: 'Enter the day of the training' },
        {
          kind: 'day',
          name: 'expiresOn',
          label: 'Last day it holds',
          hint: 'Leave it empty where it does not end',
          optional: true,
          asks: 'Enter the last day it holds',
        },
      ],
      button: 'Record',
      command: 'RecordTraining',
      target: id,
      revision: null,
      next: (answer) => this.after(exchange, answer, address),
    };
  }

  private async absence(exchange: Exchange, id: string): Promise<PageForm> {
    const { name, address } = await this.named(exchange, id);
    return {
      title: `Record an absence of ${name}`,
      about: id,
      back: { text: name, href: address },
      lead: 'Meanwhile their tasks go to whoever stands in.',
      fields: [
        { kind: 'day', name: 'from', label: 'First day away', asks: 'Enter the first day away' },
        {
          kind: 'day',
          name: 'to',
          label: 'Last day away',
          hint: 'Leave it empty while nobody knows',
          optional: true,
          asks: 'Enter the last day away',
        },
        {
          kind: 'pick',
          name: 'deputyId',
          label: 'Who stands in',
          optional: true,
          none: 'Nobody',
          asks: 'Choose who stands in',
          options: (await this.choosable(exchange, id)).people,
        },
      ],
      button: 'Record',
      command: 'RecordAbsence',
      target: id,
      revision: null,
      next: (answer) => this.after(exchange, answer, address),
    };
  }

  private async endAbsence(exchange: Exchange, id: string, absenceId: string): Promise<PageForm> {
    const { name, address } = await this.named(exchange, id);
    return {
      title: `End the absence of ${name}`,
      about: id,
      back: { text: name, href: address },
      fields: [
        {
          kind: 'day',
          name: 'on',
          label: 'First day back',
          asks: 'Enter the first day back',
          value: this.reading.today(),
        },
      ],
      button: 'End the absence',
      command: 'EndAbsence',
      target: absenceId,
      revision: null,
      next: (answer) => this.after(exchange, answer, address),
    };
  }

  private async revoke(exchange: Exchange, id: string, tokenId: string): Promise<PageForm> {
    const { name, address } = await this.named(exchange, id);
    const token = found(
      listTokens(await this.rows(exchange), id).find((each) => each.tokenId === tokenId),
      'token',
    );
    return {
      title: `Revoke a token of ${name}`,
      back: { text: name, href: address },
      lead: `Made ${plainInstant(token.createdAt)}. Whatever uses it is refused from now on. This cannot be taken back.`,
      isWarning: true,
      fields: [],
      button: 'Revoke the token',
      command: 'RevokeToken',
      target: tokenId,
      revision: null,
      says: () => ({}),
      next: (answer) => this.after(exchange, answer, address),
    };
  }

  private async invite(exchange: Exchange, id: string): Promise<PageForm> {
    const { name, address } = await this.named(exchange, id);
    return {
      title: `Invite ${name}`,
      about: id,
      back: { text: name, href: address },
      lead: 'A link goes to their own address and is good once, for 72 hours. Where there is no mail, name a second person: each of you is shown half of it.',
      fields: [
        {
          kind: 'pick',
          name: 'secondId',
          label: 'Second person',
          hint: 'Only where the link cannot go by mail',
          optional: true,
          none: 'Nobody: send it by mail',
          asks: 'Choose a second person',
          options: (await this.choosable(exchange, id)).people,
        },
      ],
      button: 'Invite',
      command: 'InvitePerson',
      target: id,
      revision: null,
      next: (answer) => this.after(exchange, answer, address),
    };
  }

  private async showChanges(
    exchange: Exchange,
    actorId: string,
    formToken: string,
    error: string | null,
  ): Promise<void> {
    const { engine } = this.reading;
    const waiting = [...(await engine.references.directory()).pendingChanges()];
    const names = await namesIn(
      engine,
      waiting.map(({ personId, requestedBy }) => [personId, requestedBy]),
    );
    const changes = presentWaiting(await engine.ledger.openAll(waiting), names, actorId);
    await this.pages.send(
      exchange,
      (frame) => <ChangesPage {...{ frame, formToken, changes, error }} />,
      error === null ? 200 : 422,
    );
  }

  /** @throws ProblemError 404 */
  private async named(exchange: Exchange, id: string) {
    const person = await this.reading.engine.ledger.openAll(found(findPerson(await this.rows(exchange), id), 'person'));
    return { person, name: readable(person.name, 'Name erased'), address: `/people/${id}` };
  }

  /** Teams, and everybody in post but one. */
  private async choosable(exchange: Exchange, but: string | null) {
    const rows = await this.rows(exchange);
    const inPost = listPeople(rows, { inPostOn: this.reading.today() });
    const people = await peopleByName(
      this.reading.engine,
      inPost.filter(({ personId }) => personId !== but),
    );
    return { teams: listTeams(rows), people };
  }

  private async revision(): Promise<number> {
    return (await this.reading.engine.memories.of(directoryFold).load(PEOPLE_STREAM)).end.revision;
  }

  private rows(exchange: Exchange, after?: Accepted): Promise<ViewReader> {
    return this.reading.rows('people', after && String(after.position), exchange);
  }

  /** Onwards, once the lists show what was done. */
  private async after(exchange: Exchange, answer: Accepted, address: string): Promise<string> {
    await this.rows(exchange, answer);
    return address;
  }
}

/** Whether a half of the link waits to be shown to somebody. */
const hasHalfFor = (invitation: Invitation | undefined, personId: string): boolean =>
  invitation?.way === 'halves' && invitation.holders.includes(personId) && invitation.links[personId] === undefined;

/** Those without training first, then those whose training ends soonest. */
const byEnd = (left: Training | null, right: Training | null): number => byCodeUnits(endOf(left), endOf(right));
const endOf = (training: Training | null): string => (training === null ? '' : (training.expiresOn ?? '9999'));
