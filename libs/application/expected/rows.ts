import { commandIn, expectedAudits, expectedForms } from '#domain';
import type { ExpectedAudits, ExpectedCommand } from '#domain';
import { bodyOf } from '../body/body-of.js';
import type { BodyClass } from '../body/body-class.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, SaysOf } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';

export const EXPECTED_STREAM = 'expected-audits';
export const expectedFold = foldOf(expectedAudits);

interface ExpectedRow<Body extends object> {
  readonly path: string | null;
  readonly summary: string;
  readonly body: BodyClass<Body> | null;
  readonly says: (body: Body, expectedId: string) => ExpectedCommand;
}

const row = <Body extends object>(name: ExpectedCommand['type'], { says, ...rest }: ExpectedRow<Body>): CommandRow =>
  commandRow<ExpectedAudits, Body>({
    name,
    group: 'expected-audits',
    ...rest,
    fold: expectedFold,
    record: 'always',
    idOf: (target) => target ?? EXPECTED_STREAM,
    streamOf: () => EXPECTED_STREAM,
    decide: (body, known, context) => expectedAudits.decide(says(body, context.id), known, context),
  });

/** How many audits are expected of whom, and who is excused. */
export const expectedRows: readonly CommandRow[] = [
  row('ExcuseFromAudits', {
    path: 'expected-audits/:id/excuse',
    summary: 'Excuse somebody from the audits expected of them in a period, for a reason',
    body: bodyOf(expectedForms.ExcuseFromAudits),
    says: (body, expectedId) => ({ ...commandIn(expectedForms, 'ExcuseFromAudits', body), expectedId }),
  }),
  row('LiftAuditsExcuse', {
    path: 'expected-audits/:id/lift-excuse',
    summary: 'Lift an excuse: audits are expected of the person after all',
    body: bodyOf(expectedForms.LiftAuditsExcuse),
    says: (body, expectedId) => ({ ...commandIn(expectedForms, 'LiftAuditsExcuse', body), expectedId }),
  }),
  row('ExpectAudits', {
    path: null,
    summary: 'Record how many audits are expected of whom in a period',
    body: null,
    says: (body: SaysOf<ExpectedCommand, 'ExpectAudits'>) => ({ type: 'ExpectAudits', ...body }),
  }),
];
