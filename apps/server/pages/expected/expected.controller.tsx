import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { EXPECTED_STREAM, expectedFold } from '#application';
import {
  addMonths,
  isDutyOf,
  notTheirDuty,
  parsePeriod,
  periodName,
  periodOf,
  parseRoundPeriod,
  roundPeriodLabel,
} from '#domain';
import type { Actor } from '#domain';
import { expectedInStretch, namesIn } from '#engine';
import type { ExpectedShown } from '#engine';
import type { Exempt, PersonExpected } from '#reporting';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { ProblemError, problemOf } from '../../problems/problem.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import type { Field } from '../forms/field.js';
import { Pages } from '../frame/pages.js';
import { asked, type Asked } from '../lists/asked.js';
import { addressOf } from '../words/address.js';
import { humanised } from '../words/humanised.js';
import { ExpectedPage, type ExpectedPart } from './expected-page.js';

interface Named {
  readonly id: string;
  readonly personId: string;
}

/** Of whom audits are expected, and who is excused from them. */
@ApiExcludeController()
@Controller('expected-audits')
export class ExpectedPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    await this.reading.mustSeeSmallNumbers(visitor.actor, OF_PEOPLE);
    const month = parsePeriod(asked(query, 'month'), 'month') ?? periodOf(this.reading.today(), 'month');
    const facts = await this.reading.rows('report-facts', undefined, exchange);
    const parts = await expectedInStretch(this.reading.engine, facts, { from: month.from, to: month.to, asAt: null });
    const beside = (months: number) => {
      const { key } = periodOf(addMonths(month.from, months), 'month');
      return { text: periodName(key), href: addressOf('/expected-audits', { month: key }) };
    };
    const mayDecide = isDutyOf(visitor.actor, 'expected-audits');
    await this.pages.send(exchange, (frame) => (
      <ExpectedPage
        frame={frame}
        month={periodName(month.key)}
        parts={parts.map((part) => shown(part, (personId) => mayDecide && personId !== visitor.actor.id))}
        before={beside(-1)}
        after={beside(1)}
      />
    ));
  }

  @Get(':id/people/:personId/excuse')
  excuseForm(@Exchanged() exchange: Exchange, @Param() named: Named): Promise<void> {
    return this.forms.show(exchange, null, ({ actor }) => this.excusing(named, actor));
  }

  @Post(':id/people/:personId/excuse')
  excuseNow(@Exchanged() exchange: Exchange, @Param() named: Named, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, ({ actor }) => this.excusing(named, actor));
  }

  @Get(':id/people/:personId/lift-excuse')
  liftForm(@Exchanged() exchange: Exchange, @Param() named: Named): Promise<void> {
    return this.forms.show(exchange, null, ({ actor }) => this.lifting(named, actor));
  }

  @Post(':id/people/:personId/lift-excuse')
  liftNow(@Exchanged() exchange: Exchange, @Param() named: Named, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, ({ actor }) => this.lifting(named, actor));
  }

  private async excusing(named: Named, actor: Actor): Promise<PageForm> {
    const { title, ...deciding } = await this.deciding(named, actor);
    return {
      ...deciding,
      title: `Excuse ${title}`,
      lead: 'No audits are expected of them in this period, and reports count them as exempt. An excuse can be lifted.',
      button: 'Excuse them',
      command: 'ExcuseFromAudits',
    };
  }

  private async lifting(named: Named, actor: Actor): Promise<PageForm> {
    const { title, ...deciding } = await this.deciding(named, actor);
    return {
      ...deciding,
      title: `Lift the excuse of ${title}`,
      lead: 'Audits are expected of them in this period after all.',
      button: 'Lift the excuse',
      command: 'LiftAuditsExcuse',
    };
  }

  /** @throws ProblemError */
  private async deciding({ id, personId }: Named, actor: Actor) {
    if (!isDutyOf(actor, 'expected-audits')) throw new ProblemError(problemOf(notTheirDuty('expected-audits')));
    const { engine } = this.reading;
    const { state, end } = await engine.memories.of(expectedFold).load(EXPECTED_STREAM);
    const known = found(state.get(id), 'expectation');
    const period = found(parseRoundPeriod(known.every, known.period), 'expectation');
    found(
      known.of.find((one) => one.personId === personId),
      'person of this expectation',
    );
    const { [personId]: name } = await namesIn(engine, personId);
    const list = addressOf('/expected-audits', { month: periodOf(period.from, 'month').key });
    return {
      title: `${name ?? personId}: ${titleOf(known)}`,
      back: { text: 'Expected audits', href: list },
      fields: [REASON],
      target: id,
      about: personId,
      revision: end.revision,
      says: ({ reason }: Readonly<Record<string, unknown>>) => ({ personId, reason }),
      next: () => list,
    };
  }
}

const titleOf = ({ label, every, period }: Pick<ExpectedShown, 'label' | 'every' | 'period'>): string =>
  `${label}, ${roundPeriodLabel(every, period)}`;

const EXEMPT: Readonly<Record<Exempt, string>> = {
  away: 'Away for the whole period',
  round: 'Audits in a round that takes the place of this one',
  excused: 'Excused',
};

function shown(part: ExpectedShown, mayDecideOn: (personId: string) => boolean): ExpectedPart {
  const { id, audits, people } = part;
  return {
    id,
    title: titleOf(part),
    about: `${audits} ${audits === 1 ? 'audit' : 'audits'} of each person`,
    people: [...people]
      .sort((one, other) => one.name.localeCompare(other.name, 'en'))
      .map(({ personId, group, exempt, ...person }) => ({
        ...person,
        group: humanised(group),
        exempt: exempt === null ? null : EXEMPT[exempt],
        decide: mayDecideOn(personId) ? decidedAt(id, personId, exempt) : null,
      })),
  };
}

function decidedAt(id: string, personId: string, exempt: PersonExpected['exempt']) {
  const address = `/expected-audits/${id}/people/${personId}`;
  return exempt === 'excused'
    ? { text: 'Lift the excuse', href: `${address}/lift-excuse` }
    : { text: 'Excuse', href: `${address}/excuse` };
}

const OF_PEOPLE =
  'This list is of single auditors, whose figures do not leave the QA team. Read Activity, which counts them together.';

const REASON: Field = {
  kind: 'text',
  name: 'reason',
  label: 'Why?',
  hint: 'Name no child.',
  asks: 'Say why',
};
