import type { Field } from './field.js';
import { postedOf } from './posted.js';
import { valuesOf } from './values-of.js';

const asks = 'Enter it';
const said = (field: Field, body: unknown) => valuesOf([field], postedOf(body));

describe('what a form says', () => {
  it('leaves out what was left empty, and blanks around what was written', () => {
    const field: Field = { kind: 'text', name: 'reason', label: 'Why', asks };
    expect(said(field, { reason: '  \r\n ' })).toEqual({});
    expect(said(field, { reason: ' one\r\ntwo ' })).toEqual({ reason: 'one\ntwo' });
  });

  it('is a date of three boxes, however they are filled', () => {
    const field: Field = { kind: 'day', name: 'on', label: 'When', asks };
    expect(said(field, { 'on-day': '4', 'on-month': ' 5', 'on-year': '2026' })).toEqual({ on: '2026-05-04' });
    expect(said(field, { 'on-day': '', 'on-month': '', 'on-year': '' })).toEqual({});
    // No date: the command refuses it, and the boxes keep what was written.
    expect(said(field, { 'on-day': '31', 'on-month': 'Feb', 'on-year': '' })).toEqual({ on: '0000-Feb-31' });
  });

  it('asks what a choice reveals of whoever chose it alone', () => {
    const field: Field = {
      kind: 'yes-or-no',
      name: 'atRisk',
      label: 'At risk?',
      asks,
      ifYes: [{ kind: 'text', name: 'riskReason', label: 'Why', asks }],
    };
    expect(said(field, { atRisk: 'yes', riskReason: 'alone' })).toEqual({ atRisk: true, riskReason: 'alone' });
    expect(said(field, { atRisk: 'no', riskReason: 'typed before' })).toEqual({ atRisk: false });
    expect(said(field, {})).toEqual({});
  });

  it('is a list where several were ticked, one, or none', () => {
    const field: Field = { kind: 'several', name: 'who', label: 'Who', asks, options: [] };
    expect(said(field, { who: ['a', 'b'] })).toEqual({ who: ['a', 'b'] });
    expect(said(field, { who: 'a' })).toEqual({ who: ['a'] });
    expect(said(field, {})).toEqual({ who: [] });
  });

  it('takes nothing that no form sends', () => {
    expect(postedOf({ a: { b: 'c' }, d: [{ e: 1 }, 'f'], g: 1 })).toEqual({ d: ['f'] });
    expect(postedOf(null)).toEqual({});
  });
});
