import type { ProgrammeSettings } from '#domain';
import { SPREAD_OVER } from '#domain';
import type { Field, Option } from '../forms/field.js';
import type { Values } from '../forms/values-of.js';

const SPREAD: Readonly<Record<(typeof SPREAD_OVER)[number], string>> = {
  service: 'Services',
  team: 'Teams',
  status: 'Kinds of plan',
};

/** What a draw asks. Where nothing is said otherwise, the settings hold, and say what they say. @param month `2026-05` */
export function drawFields(settings: Pick<ProgrammeSettings, 'draw' | 'auditTypes'>, month: string): readonly Field[] {
  const { draw, auditTypes } = settings;
  const size = draw.size.kind === 'fixed' ? `${draw.size.count} cases` : `${draw.size.percent}% of the eligible cases`;
  const sizes: readonly Option[] = [
    { value: 'settings', text: `As the settings say: ${size}` },
    {
      value: 'count',
      text: 'A number of cases',
      reveals: [{ kind: 'number', name: 'size', label: 'How many cases', asks: 'Enter how many cases' }],
    },
    {
      value: 'share',
      text: 'A percentage of the eligible cases',
      reveals: [{ kind: 'number', name: 'percent', label: 'Percentage', asks: 'Enter a percentage' }],
    },
  ];
  return [
    { kind: 'month', name: 'period', label: 'For which month?', asks: 'Enter a month and a year', value: month },
    {
      kind: 'choice',
      name: 'activity',
      label: 'What kind of audit?',
      asks: 'Choose a kind of audit',
      value: draw.activity,
      options: auditTypes.map(({ key, label }) => ({ value: key, text: label })),
    },
    { kind: 'choice', name: 'howMany', label: 'How many?', asks: 'Choose how many', value: 'settings', options: sizes },
    {
      kind: 'pick',
      name: 'stratum',
      label: 'Spread over',
      optional: true,
      hint: `As the settings say: ${draw.stratum === null ? 'nothing' : SPREAD[draw.stratum].toLowerCase()}`,
      asks: 'Choose what to spread it over',
      none: 'As the settings say',
      options: SPREAD_OVER.map((value) => ({ value, text: SPREAD[value] })),
    },
    {
      kind: 'number',
      name: 'reservesPerSelected',
      label: 'Reserves for each case',
      optional: true,
      hint: `As the settings say: ${draw.reservesPerSelected}`,
      asks: 'Enter a number',
    },
    {
      kind: 'number',
      name: 'cooldownMonths',
      label: 'Months in which a case is not drawn again',
      optional: true,
      hint: `As the settings say: ${draw.cooldownMonths}`,
      asks: 'Enter a number',
    },
    {
      kind: 'line',
      name: 'seed',
      label: 'Seed',
      optional: true,
      hint: 'Any words. The same words on the same caseload draw the same cases. Left empty, one is made and recorded.',
      asks: 'Enter a seed',
    },
  ];
}

/** The command's body: how many by number or by share, as it was chosen. One that was chosen and not given is asked for. */
export function drawSaid({ howMany, ...values }: Values): object {
  const nothing = '';
  if (howMany === 'count') return { size: nothing, ...values };
  if (howMany === 'share') return { percent: nothing, ...values };
  return values;
}
