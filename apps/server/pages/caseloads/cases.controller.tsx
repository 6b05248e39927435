import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CASE_STATUSES, WORKERS_KNOWN } from '#domain';
import type { PeopleDirectory } from '#domain';
import { FRAME_ORDER, browseFrame, namesIn } from '#engine';
import type { FrameCase, FrameFilter } from '#engine';
import { findCaseload } from '#projections';
import type { CaseloadRow, Key } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found, placeIn } from '../../exchange/reading.js';
import { Pages } from '../frame/pages.js';
import { asked, type Asked } from '../lists/asked.js';
import { any, asWritten, worded } from '../lists/choices.js';
import type { FilterField } from '../lists/filter.js';
import { sendCsv } from '../lists/send-csv.js';
import { LONGEST_FILE, SIZE } from '../lists/sizes.js';
import { addressOf } from '../words/address.js';
import { byName } from '../words/by-name.js';
import { plainDate } from '../words/dates.js';
import { CASE_STATUS_WORDS, WORKER_WORDS } from './case-words.js';
import { CASE_HEAD, CasesPage, cellsOf } from './cases-page.js';
import { presentCases } from './present-cases.js';

/** The cases of a caseload, a page at a time; a file goes on from where its page begins. */
@ApiExcludeController()
@Controller('caseloads')
export class CasePagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get(':id/cases')
  async cases(@Exchanged() exchange: Exchange, @Param('id') id: string, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'caseloads');
    if (visitor === undefined) return;
    const row = found(findCaseload(await this.reading.rows('caseloads', undefined, exchange), id), 'caseload');
    const { engine } = this.reading;
    const { directory } = await engine.references.load();
    const question = {
      status: asked(query, 'status'),
      team: asked(query, 'team'),
      worker: asked(query, 'worker'),
      standing: asked(query, 'standing'),
    };
    const place = asked(query, 'next');
    const after = placeIn(place || undefined, FRAME_ORDER);
    const filter = frameFilter(question);
    if (asked(query, 'format') === 'csv') {
      const cases = await casesFrom(engine, id, filter, after);
      sendCsv(exchange.reply, 'caseload', CASE_HEAD, presentCases(cases, await namesIn(engine, cases)).map(cellsOf));
      return;
    }
    const page = await browseFrame(engine, id, filter, { after, limit: SIZE });
    const shown = presentCases(page.rows, await namesIn(engine, page.rows));
    const address = `/caseloads/${id}`;
    await this.pages.send(exchange, (frame) => (
      <CasesPage
        frame={frame}
        caseload={{ text: `Caseload as at ${plainDate(row.asAt)}`, href: address }}
        counted={countedIn(row)}
        fields={caseFields(question, directory)}
        query={question}
        cases={shown}
        csv={addressOf(`${address}/cases`, { ...question, next: place, format: 'csv' })}
        place={place}
        next={page.next}
      />
    ));
  }
}

type CaseQuestion = Readonly<Record<'status' | 'team' | 'worker' | 'standing', string>>;

/** What an address asks for; what it does not know is as if it were not asked. */
const frameFilter = ({ status, team, worker, standing }: CaseQuestion): FrameFilter => ({
  status: CASE_STATUSES.find((one) => one === status),
  team: team || undefined,
  worker: WORKERS_KNOWN.find((one) => one === worker),
  open: standing === 'open' ? true : standing === 'closed' ? false : undefined,
});

/** From a place on, as many as a file may have. */
async function casesFrom(
  engine: Reading['engine'],
  caseloadId: string,
  filter: FrameFilter,
  from: Key | undefined,
): Promise<readonly FrameCase[]> {
  const cases: FrameCase[] = [];
  for (let after = from, more = true; more && cases.length < LONGEST_FILE; more = after !== undefined) {
    const page = await browseFrame(engine, caseloadId, filter, { after, limit: LONGEST_FILE - cases.length });
    cases.push(...page.rows);
    after = placeIn(page.next ?? undefined, FRAME_ORDER);
  }
  return cases;
}

function countedIn({ entries, imported }: CaseloadRow): string {
  const { size, closed } = imported?.manifest ?? {};
  return size === undefined
    ? `${entries} cases so far: this caseload is not whole.`
    : `${size} open cases and ${closed} closed ones.`;
}

function caseFields(
  { status, team, worker, standing }: CaseQuestion,
  directory: PeopleDirectory,
): readonly FilterField[] {
  const teams = [...new Set([...directory.teams()].map(({ name }) => name))].sort(byName);
  return [
    {
      name: 'status',
      label: 'Status',
      value: status,
      items: [any('Any'), ...worded(CASE_STATUSES, CASE_STATUS_WORDS)],
    },
    { name: 'team', label: 'Team', value: team, items: [any('All teams'), ...asWritten(teams)] },
    { name: 'worker', label: 'Worker', value: worker, items: [any('Any'), ...worded(WORKERS_KNOWN, WORKER_WORDS)] },
    {
      name: 'standing',
      label: 'Case is',
      value: standing,
      items: [any('Open or closed'), { value: 'open', text: 'Open' }, { value: 'closed', text: 'Closed' }],
    },
  ];
}
