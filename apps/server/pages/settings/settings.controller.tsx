import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { againstReading } from '#access';
import { CALENDAR_STREAM, SETTINGS_STREAM, previewSettings } from '#application';
import type { CommandRefusal, SettingsPreview } from '#application';
import { hasRole, isIsoDate, settingsAt, settingsChanges, settingsSchema, wholeOf } from '#domain';
import type { Actor, ProposedSettings, Refusal } from '#domain';
import type { Draft } from '#drafts';
import { closureReasons, namesIn, publishedVersions } from '#engine';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { ProblemError, problem } from '../../problems/problem.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import { giveCommand, newCommandKey } from '../forms/give-command.js';
import { draftShown } from '../forms/kept-words.js';
import { peopleByName } from '../forms/people-by-name.js';
import { one, postedOf, type Posted } from '../forms/posted.js';
import { FormDrafts, wasThrownAway } from '../frame/form-drafts.js';
import { Pages, seeOther } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { asked, type Asked } from '../lists/asked.js';
import { plainDate } from '../words/dates.js';
import { plainInstant } from '../words/instants.js';
import { readable } from '../words/readable.js';
import { auditsUnderWay } from './audits-under-way.js';
import { choosableIn } from './choosable.js';
import { inOrder } from './in-order.js';
import { presentChanges } from './present-settings.js';
import { ClosuresPage, PublishPage, SectionPage, SettingsPage, VersionPage, VersionsPage } from './settings-pages.js';
import { pathNamed, postedFrom, settingIn, withEntry, withoutEntry } from './settings-posted.js';
import { SECTIONS, type SettingsSection } from './settings-sections.js';
import { settingWords } from './settings-words.js';

/** What is wrong with what a form of settings says: at a setting, or of all of it. */
interface Wrong {
  readonly path: string | null;
  readonly sentence: string;
}

const OTHERS = [
  { text: 'Inspections: what inspectors may read, and until when', href: '/inspections', of: ['coordinator'] },
  { text: 'What is held on somebody: requests, and their answers', href: '/data-requests', of: ['coordinator'] },
  { text: 'Erasing somebody, and what must be kept', href: '/erasures', of: ['coordinator', 'administrator'] },
  { text: 'How the service is', href: '/service', of: ['coordinator'] },
] as const;

const mayChange = (actor: Actor): boolean => againstReading('settings-forms', actor) === null;

/** Settings of the programme, by form: what would change is shown before a version is published. */
@ApiExcludeController()
@Controller('settings')
export class SettingsPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
    @Inject(FormDrafts) private readonly drafts: FormDrafts,
  ) {}

  @Get()
  async index(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'settings');
    if (visitor === undefined) return;
    const { settings } = await this.reading.engine.references.load();
    await this.pages.send(exchange, (frame) => (
      <SettingsPage
        frame={frame}
        version={settings?.version ?? 0}
        mayChange={mayChange(visitor.actor)}
        others={OTHERS.filter(({ of }) => hasRole(visitor.actor, ...of))}
      />
    ));
  }

  @Get('versions')
  async versions(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'settings');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const published = await publishedVersions(engine);
    const names = await namesIn(
      engine,
      published.map(({ by }) => by),
    );
    const versions = published.map(({ version, at, by, note }) => ({
      version,
      when: plainInstant(at),
      by: names[by] ?? 'Plumbline itself',
      note: readable(note),
    }));
    await this.pages.send(exchange, (frame) => <VersionsPage frame={frame} versions={versions} />);
  }

  @Get('versions/:version')
  async version(@Exchanged() exchange: Exchange, @Param('version') text: string, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'settings');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const { published } = await engine.references.load();
    const known = (said: string) => (/^\d{1,6}$/.test(said) ? settingsAt(published, Number(said)) : null);
    const settings = found(known(text), 'version of the settings');
    const { version } = settings;
    const before = known(asked(query, 'with')) ?? settingsAt(published, version - 1);
    const changes = before === null ? [] : settingsChanges(wholeOf(before), wholeOf(settings));
    const note = (await publishedVersions(engine)).find((each) => each.version === version)?.note;
    const shown = presentChanges(changes, await namesIn(engine, changes));
    await this.pages.send(exchange, (frame) => (
      <VersionPage
        frame={frame}
        version={version}
        note={note === undefined ? '' : readable(note)}
        before={before?.version ?? null}
        others={published.versions.map((each) => each.version).filter((each) => each !== version)}
        changes={shown}
      />
    ));
  }

  @Get('closures')
  async closures(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'settings');
    if (visitor === undefined) return;
    const reasons = await closureReasons(this.reading.engine);
    const closures = [...reasons]
      .sort(([left], [right]) => right.localeCompare(left))
      .map(([day, reason]) => ({
        day: plainDate(day),
        reason: readable(reason),
        removeHref: `/settings/closures/${day}/remove`,
      }));
    await this.pages.send(exchange, (frame) => (
      <ClosuresPage frame={frame} closures={closures} mayChange={mayChange(visitor.actor)} />
    ));
  }

  @Get('closures/add')
  addForm(@Exchanged() exchange: Exchange): Promise<void> {
    return this.forms.show(exchange, 'settings-forms', () => addClosure());
  }

  @Post('closures/add')
  add(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'settings-forms', body, () => addClosure());
  }

  @Get('closures/:day/remove')
  removeForm(@Exchanged() exchange: Exchange, @Param('day') day: string): Promise<void> {
    return this.forms.show(exchange, 'settings-forms', () => this.removeClosure(day));
  }

  @Post('closures/:day/remove')
  remove(@Exchanged() exchange: Exchange, @Param('day') day: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'settings-forms', body, () => this.removeClosure(day));
  }

  @Get(':section')
  async section(@Exchanged() exchange: Exchange, @Param('section') key: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'settings-forms');
    if (visitor === undefined) return;
    const section = sectionNamed(key);
    const draft = await this.drafts.find(exchange.request, visitor.actor);
    const posted = draft === null ? (await this.standing(section)).posted : wordsOf(draft);
    await this.showSection(exchange, visitor, section, posted, [], { draft });
  }

  @Post(':section')
  async check(@Exchanged() exchange: Exchange, @Param('section') key: string, @Body() body: unknown): Promise<void> {
    const section = sectionNamed(key);
    const posted = postedOf(body);
    const visitor = await this.drafts.received(exchange, 'settings-forms', posted);
    if (visitor === undefined) return;
    const [what = '', path = ''] = one(posted, 'do').split(' ');
    if (what === 'add')
      return this.showSection(exchange, visitor, section, withEntry(posted, path), [], { touched: path });
    if (what === 'remove') {
      const at = path.lastIndexOf('.');
      const without = withoutEntry(posted, path.slice(0, at), Number(path.slice(at + 1)));
      return this.showSection(exchange, visitor, section, without, [], { touched: path });
    }
    const preview = await this.preview(visitor.actor, section, posted);
    if ('refused' in preview) return this.showSection(exchange, visitor, section, posted, [wrongIn(preview)]);
    if (preview.changes.length === 0) return this.showSection(exchange, visitor, section, posted, null);
    await this.showPreview(exchange, visitor, section, posted, preview, null);
  }

  @Post(':section/publish')
  async publish(@Exchanged() exchange: Exchange, @Param('section') key: string, @Body() body: unknown): Promise<void> {
    const section = sectionNamed(key);
    const posted = postedOf(body);
    const visitor = await this.drafts.received(exchange, 'settings-forms', posted);
    if (visitor === undefined) return;
    if (one(posted, 'do') === 'back') return this.showSection(exchange, visitor, section, posted, []);
    const { engine } = this.reading;
    const { whole } = await this.standing(section);
    const note = one(posted, 'note').trim();
    const answer = await giveCommand(engine, {
      name: 'PublishSettings',
      body: { settings: saidIn(section, posted, whole), note },
      actor: visitor.actor,
      posted,
      correlationId: exchange.request.id,
    });
    if (!('refused' in answer)) {
      await this.drafts.forget(exchange.request, visitor.actor).catch(() => undefined);
      const { settings } = await engine.references.load();
      return seeOther(exchange.reply, `/settings/versions/${settings?.version ?? 1}`);
    }
    const preview = await this.preview(visitor.actor, section, posted);
    if ('refused' in preview) return this.showSection(exchange, visitor, section, posted, [wrongIn(preview)]);
    await this.showPreview(exchange, visitor, section, posted, preview, { refusal: answer, hasNote: note !== '' });
  }

  /** @param wrong null where what was sent changes nothing */
  private async showSection(
    exchange: Exchange,
    { formToken, actor }: Visitor,
    section: SettingsSection,
    posted: Posted,
    wrong: readonly Wrong[] | null,
    { touched = '', draft }: { readonly touched?: string; readonly draft?: Draft | null } = {},
  ): Promise<void> {
    const { request } = exchange;
    const isWrong = wrong !== null && wrong.length > 0;
    const kept = isWrong ? await this.drafts.keepIfPossible(request, actor, posted) : draft;
    const commandKey = newCommandKey();
    const drafting = await this.drafts.drafting(actor, commandKey, shownBy(kept, posted));
    const { whole, revision } = await this.standing(section);
    const people = await this.people();
    const errors = Object.fromEntries(
      (wrong ?? []).flatMap(({ path, sentence }) => (path === null ? [] : [[path, sentence]])),
    );
    const shownAt = one(posted, 'revision');
    await this.pages.send(
      exchange,
      (frame) => (
        <SectionPage
          {...{ frame, section, posted, errors, formToken, touched, commandKey, drafting }}
          begun={draft ? draftShown(draft, []) : null}
          wasThrownAway={wasThrownAway(request)}
          schemas={schemasOf(section)}
          summary={(wrong ?? []).map(({ path, sentence }) => ({
            text: sentence,
            href: path === null ? undefined : `#${path}`,
          }))}
          choosable={choosableIn(whole, people, posted)}
          revision={shownAt === '' ? String(revision) : shownAt}
          isAsBefore={wrong === null}
        />
      ),
      isWrong ? 422 : 200,
    );
  }

  private async showPreview(
    exchange: Exchange,
    { formToken, actor }: Visitor,
    section: SettingsSection,
    posted: Posted,
    { version, changes }: SettingsPreview,
    refused: { readonly refusal: CommandRefusal; readonly hasNote: boolean } | null,
  ): Promise<void> {
    const { engine } = this.reading;
    const underWay = await auditsUnderWay(this.reading, exchange, actor);
    const shown = presentChanges(changes, await namesIn(engine, changes));
    const hasChanged = refused?.refusal.kind === 'precondition';
    const noteError = refused === null ? null : faultInNote(refused);
    const { revision } = await this.standing(section);
    const commandKey = newCommandKey();
    const kept = refused === null ? null : await this.drafts.keepIfPossible(exchange.request, actor, posted);
    const drafting = await this.drafts.drafting(actor, commandKey, shownBy(kept, posted));
    await this.pages.send(
      exchange,
      (frame) => (
        <PublishPage
          {...{ frame, section, version, formToken, commandKey, drafting }}
          changes={shown}
          posted={hasChanged ? { ...posted, revision: String(revision) } : posted}
          underWay={underWay}
          note={one(posted, 'note')}
          noteError={noteError}
          otherError={refused === null || noteError !== null ? null : hasChanged ? CHANGED : refused.refusal.sentence}
        />
      ),
      refused === null ? 200 : 422,
    );
  }

  private async preview(actor: Actor, section: SettingsSection, posted: Posted): Promise<SettingsPreview | Refusal> {
    const { engine } = this.reading;
    const { directory, published } = await engine.references.load();
    const { whole } = await this.standing(section);
    return previewSettings(saidIn(section, posted, whole), published, { actor, now: engine.clock(), directory });
  }

  /** The settings in force, as the form of a section has them. */
  private async standing(section: SettingsSection) {
    const { engine } = this.reading;
    const { settings } = await engine.references.load();
    const whole: ProposedSettings = wholeOf(found(settings, 'version of the settings'));
    const { revision } = await engine.ledger.load(SETTINGS_STREAM);
    const posted: Posted = Object.assign(
      {},
      ...schemasOf(section).map(({ path, schema }) => postedFrom(whole[path], path, schema)),
    );
    return { whole, revision, posted };
  }

  private async people() {
    const { engine } = this.reading;
    const directory = await engine.references.directory();
    const today = this.reading.today();
    return peopleByName(
      engine,
      [...directory.people()].filter(({ personId }) => directory.inPost(personId, today)),
    );
  }

  private async removeClosure(day: string): Promise<PageForm> {
    const reasons = await closureReasons(this.reading.engine);
    const reason = found(reasons.get(day), 'closure');
    return {
      ...closureForm(
        'RemoveClosure',
        `Take back the closure of ${isIsoDate(day) ? plainDate(day) : day}`,
        'Take it back',
      ),
      lead: `It was closed because: ${readable(reason)}`,
      fields: [{ kind: 'line', name: 'reason', label: 'Why is it taken back?', asks: 'Enter why it is taken back' }],
      says: ({ reason: why = '' }) => ({ date: day, reason: why }),
    };
  }
}

/** What was typed, held to the version of the settings that it was typed over. */
const wordsOf = ({ words, revision }: Draft): Posted => ({
  ...words,
  ...(revision !== null && { revision: String(revision) }),
});

/** The draft that stands in a form: that which was kept now, or that of the page it was sent from. */
const shownBy = (kept: Draft | null | undefined, posted: Posted): string | null =>
  kept?.savedAt ?? (one(posted, 'draftShown') || null);

/** What is wrong with why the settings change; null where that is not what is wrong. */
function faultInNote({ refusal, hasNote }: { readonly refusal: CommandRefusal; readonly hasNote: boolean }) {
  if (!hasNote) return 'Enter why the settings change';
  const problem = refusal.problems?.find(({ property }) => property === 'note');
  return problem === undefined ? null : `Why they change ${problem.sentence}`;
}

const CHANGED =
  'Somebody published another version while you were writing. These are the changes to what holds now: publish them if they still hold.';

function sectionNamed(key: string): SettingsSection {
  const section = SECTIONS.find((each) => each.key === key);
  if (section !== undefined) return section;
  throw new ProblemError(problem(404, 'unknown-address', 'There is nothing at this address.'));
}

const schemasOf = ({ fields }: SettingsSection) =>
  fields.flatMap((path) => {
    const schema = settingsSchema.properties?.[path];
    return schema === undefined ? [] : [{ path, schema }];
  });

const saidIn = (section: SettingsSection, posted: Posted, standing: ProposedSettings): object =>
  Object.fromEntries(
    schemasOf(section).map(({ path, schema }) => [
      path,
      inOrder(settingIn(posted, path, schema), standing[path], path),
    ]),
  );

/** A refusal, told at the setting it names. */
function wrongIn({ code, sentence }: Refusal): Wrong {
  if (code === 'settings-case-link') return { path: 'caseLink', sentence };
  const path = pathNamed(sentence);
  if (path === null) return { path, sentence };
  return { path, sentence: `${settingWords(path).label} ${sentence.slice(sentence.indexOf(' ') + 1)}` };
}

const closureForm = (command: string, title: string, button: string) => ({
  title,
  back: { text: 'Calendar', href: '/settings/closures' },
  button,
  command,
  target: CALENDAR_STREAM,
  revision: null,
  next: () => '/settings/closures',
});

const addClosure = (): PageForm => ({
  ...closureForm('AddClosure', 'Add a day on which the council is closed', 'Add'),
  fields: [
    { kind: 'day', name: 'date', label: 'Which day?', asks: 'Enter the day' },
    { kind: 'line', name: 'reason', label: 'Why?', asks: 'Enter why the council is closed' },
  ],
});
