import { questionsOf } from '#domain';
import type { Descriptor } from '#domain';
import type { Field, Option } from '../../forms/field.js';
import type { OpenedAudit } from '../opened-audit.js';
import type { PersonOption } from '../step-form.js';

interface More {
  readonly hint?: string;
  readonly value?: string;
  readonly optional?: true;
  readonly rows?: number;
}

export const text = (name: string, label: string, asks: string, more: More = {}): Field => ({
  kind: 'text',
  name,
  label,
  asks,
  ...more,
});

export const optionalText = (name: string, label: string, more: More = {}): Field =>
  text(name, label, '', { optional: true, ...more });

export const why = (asks = 'Say why'): Field => text('reason', 'Why', asks);

export const day = (name: string, label: string, asks: string, more: Omit<More, 'rows'> = {}): Field => ({
  kind: 'day',
  name,
  label,
  asks,
  ...more,
});

export const asOptions = (people: readonly PersonOption[]): readonly Option[] =>
  people.map(({ personId, name, about }) => ({ value: personId, text: name, hint: about }));

export const gradeOptions = ({ grades }: OpenedAudit, descriptors: readonly Descriptor[] = []): readonly Option[] =>
  grades.map(({ key, label }) => ({
    value: key,
    text: label,
    hint: descriptors.find((descriptor) => descriptor.grade === key)?.text,
  }));

/** @param descriptors what work of each grade looks like */
export const grade = (
  audit: OpenedAudit,
  label: string,
  value?: string,
  descriptors: readonly Descriptor[] = [],
): Field => ({
  kind: 'choice',
  name: 'grade',
  label,
  asks: 'Choose a grade',
  options: gradeOptions(audit, descriptors),
  value,
});

/** Asked where the settings let an overall grade stand beside worse grades of domains for a reason. */
export const exception = ({ settings, tool }: OpenedAudit): readonly Field[] =>
  (settings.overallGradeLimits ?? []).length === 0 &&
  !(tool && questionsOf(tool).some((question) => question.exception === 'with-reason'))
    ? []
    : [
        optionalText('exceptionReason', 'Why the overall grade is better than the domains leave', {
          hint: 'Only where the overall grade is better than the council’s rule leaves with these domains.',
        }),
      ];

export const texts = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
