import { parseIsoDate } from '../../calendar/iso-date.js';
import type { Refusal } from '../../refusal.js';
import type { AuditTool, ProgrammeSettings } from '../../settings/programme-settings.js';
import type { DomainChange, DomainGrade } from '../../audit-language/events.js';
import { refusal } from '../refusals.js';
import type { DomainGrades, SelectedAudit } from '../state.js';
import type { StepContext } from './handler.js';

/** The longest text a record holds, in UTF-16 code units: some four pages. */
const LONGEST_TEXT = 10_000;
const CODE = /^[a-z0-9][a-z0-9_-]{0,59}$/;

/** The first refusal among checks, null when all pass. */
export function firstOf(...checks: readonly (Refusal | null)[]): Refusal | null {
  return checks.find((check) => check !== null) ?? null;
}

export function textIsGiven(text: string): Refusal | null {
  if (text.trim() === '') return refusal('text-blank');
  return text.length > LONGEST_TEXT ? refusal('text-too-long') : null;
}

/** Null is no text; a text that is given is not blank. */
export function textIsSound(text: string | null): Refusal | null {
  return text === null ? null : textIsGiven(text);
}

export function codeIsSound(code: string): Refusal | null {
  return CODE.test(code) ? null : refusal('code-malformed');
}

function dateExists(date: string): Refusal | null {
  return parseIsoDate(date) === null ? refusal('date-unknown') : null;
}

export function dateHasCome(date: string, { today }: Pick<StepContext, 'today'>): Refusal | null {
  return dateExists(date) ?? (date > today ? refusal('date-in-future') : null);
}

export function dateIsAhead(date: string, { today }: StepContext): Refusal | null {
  return dateExists(date) ?? (date < today ? refusal('date-passed') : null);
}

export function personIsKnown(personId: string, { directory }: StepContext): Refusal | null {
  return directory.person(personId) === undefined ? refusal('person-unknown') : null;
}

export function personIsInPost(personId: string, context: StepContext): Refusal | null {
  const isInPost = context.directory.inPost(personId, context.today);
  return personIsKnown(personId, context) ?? (isInPost ? null : refusal('person-not-in-post'));
}

/** @throws Error when the settings lack the tool: an audit is pinned to the version it came with */
export function toolOf(audit: Pick<SelectedAudit, 'tool'>, { settings }: StepContext): AuditTool {
  const tool = settings.tools.find(({ key, version }) => key === audit.tool.key && version === audit.tool.version);
  if (tool === undefined) throw new Error('The settings an audit is pinned to lack its tool');
  return tool;
}

export function isGraded({ scale }: { readonly scale: string | null }): Refusal | null {
  return scale === null ? refusal('audit-not-graded') : null;
}

export function gradeIsOfScale(
  grade: string,
  audit: { readonly scale: string | null },
  { settings }: { readonly settings: ProgrammeSettings },
): Refusal | null {
  const grades = settings.scales.find(({ key }) => key === audit.scale)?.grades ?? [];
  const isOfScale = grades.some(({ key }) => key === grade);
  return isGraded(audit) ?? (isOfScale ? null : refusal('grade-not-of-scale'));
}

export function domainIsOfTool(domain: string, audit: SelectedAudit, context: StepContext): Refusal | null {
  return toolOf(audit, context).domains.some(({ key }) => key === domain) ? null : refusal('domain-unknown');
}

/** Each domain of the tool, once, with a grade of the scale. */
export function domainsAreGraded(
  domains: readonly DomainGrade[],
  audit: SelectedAudit,
  context: StepContext,
): Refusal | null {
  if (new Set(domains.map(({ domain }) => domain)).size < domains.length) return refusal('domain-twice');
  return firstOf(
    ...domains.map(
      ({ domain, grade }) => domainIsOfTool(domain, audit, context) ?? gradeIsOfScale(grade, audit, context),
    ),
  );
}

/** Each domain once, from the grade it stands at to another of the scale. */
export function domainsChange(
  changes: readonly DomainChange[],
  standing: DomainGrades,
  audit: SelectedAudit,
  context: StepContext,
): Refusal | null {
  const graded = changes.map(({ domain, to }) => ({ domain, grade: to }));
  return (
    domainsAreGraded(graded, audit, context) ??
    firstOf(
      ...changes.map(({ domain, from, to }) => {
        if (standing[domain] !== from) return refusal('domain-from-differs');
        return from === to ? refusal('domain-unchanged') : null;
      }),
    )
  );
}
