import { text } from './event-line.js';
import type { PackEvent } from './event-line.js';
import { isMap } from './json.js';
import { nameOf } from './telling.js';
import type { Telling } from './telling.js';

export const COLUMNS = [
  'Reference',
  'Date',
  'Type',
  'Team',
  'First grade',
  'Moderated grade',
  'Final grade',
  'Moderated by',
  'Actions open',
  'Actions done',
  'Re-audit',
];

const ACTION: Readonly<Record<string, 'open' | 'done' | 'cancelled'>> = {
  'action-agreed': 'open',
  'action-reopened': 'open',
  'action-completed': 'done',
  'action-verified': 'done',
  'action-cancelled': 'cancelled',
};

/** The row of an audit, in the order of the columns. */
export function registerRow(events: readonly PackEvent[], telling: Telling): readonly string[] {
  const facts: Record<string, string> = {};
  const actions = new Map<string, string>();
  const take = (fact: string, event: PackEvent, member: string): void => {
    const value = event.data[member];
    if (typeof value === 'string') facts[fact] = value;
  };
  for (const event of events) {
    const name = nameOf(event);
    if (name === 'audit-selected' || name === 'audit-imported') {
      for (const fact of ['reference', 'activity', 'team']) take(fact, event, fact);
      for (const fact of ['auditedOn', 'firstGrade', 'finalGrade']) take(fact, event, fact);
    }
    if (name === 'first-grade-submitted') {
      take('auditedOn', event, 'auditedOn');
      take('firstGrade', event, 'grade');
    }
    if (name === 'grade-upheld' || name === 'grade-changed') {
      take('moderatedGrade', event, name === 'grade-upheld' ? 'grade' : 'to');
      take('moderatorId', event, 'moderatorId');
    }
    if (name === 'audit-finalised') for (const fact of ['auditedOn', 'finalGrade']) take(fact, event, fact);
    if (name === 'audit-team-changed') take('team', event, 'team');
    if (name === 'reaudit-scheduled') take('reaudit', event, 'dueOn');
    const change = event.data['change'];
    if (name === 'record-corrected' && isMap(change)) {
      const field = text(change['field']);
      const counts = field === 'auditedOn' || (field === 'finalGrade' && facts['finalGrade'] !== undefined);
      if (counts) facts[field] = text(change['to']);
    }
    const standing = ACTION[name];
    if (standing !== undefined) actions.set(text(event.data['actionId']), standing);
  }
  const count = (standing: string): string => String([...actions.values()].filter((each) => each === standing).length);
  const said = (fact: string): string => telling.said(facts[fact] ?? '');
  return [
    facts['reference'] ?? '',
    facts['auditedOn'] ?? '',
    said('activity'),
    facts['team'] ?? '',
    said('firstGrade'),
    said('moderatedGrade'),
    said('finalGrade'),
    facts['moderatorId'] === undefined ? '' : telling.person(facts['moderatorId']),
    count('open'),
    count('done'),
    facts['reaudit'] ?? '',
  ];
}

/** RFC 4180; what a spreadsheet would take for a formula begins with an apostrophe. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')}\r\n`;
