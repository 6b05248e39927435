import { form, id, text, type CommandOf } from '../form.js';
import type { ExpectedEvent } from './events.js';

export const expectedForms = {
  ExcuseFromAudits: form('ExcuseFromAuditsBody', {
    personId: id('Who is excused'),
    reason: text('Why no audits are expected of them in this period. Names no child'),
  }),
  LiftAuditsExcuse: form('LiftAuditsExcuseBody', {
    personId: id('Who was excused'),
    reason: text('Why audits are expected of them after all. Names no child'),
  }),
};

type Said = CommandOf<typeof expectedForms>;

/** @see expectedId for `expectedId` */
export type ExpectedCommand =
  | (Said['ExcuseFromAudits'] & { expectedId: string })
  | (Said['LiftAuditsExcuse'] & { expectedId: string })
  /** The command of `expect-audits`. */
  | ({ type: 'ExpectAudits' } & Extract<ExpectedEvent, { type: 'audits-expected' }>['data']);
