import type { Field } from '../../forms/field.js';
import type { Values } from '../../forms/values-of.js';
import type { OpenedAudit } from '../opened-audit.js';
import { gradeOptions } from './fields.js';

/** A grade a domain, as a list of picks; `domain:<key>` each. */
export const domainGrades = (audit: OpenedAudit): readonly Field[] =>
  (audit.tool?.domains ?? []).map(({ key, label }): Field => ({
    kind: 'pick',
    name: `domain:${key}`,
    label,
    asks: '',
    optional: true,
    none: 'No grade',
    options: gradeOptions(audit),
  }));

export const chosenDomains = (values: Values): readonly { readonly domain: string; readonly grade: string }[] =>
  Object.entries(values).flatMap(([name, value]) =>
    name.startsWith('domain:') ? [{ domain: name.slice('domain:'.length), grade: String(value) }] : [],
  );

export const withoutDomains = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('domain:')));

/** The domains whose grade is changed, with what they stand at. */
export function changedDomains(values: Values, { document }: OpenedAudit) {
  const standing = document.grades?.standing.domains ?? {};
  return chosenDomains(values).flatMap(({ domain, grade: to }) => {
    const from = standing[domain];
    return from === undefined || from === to ? [] : [{ domain, from, to }];
  });
}

export const domainsAsTheyStand = (audit: OpenedAudit): readonly Field[] => {
  const standing = audit.document.grades?.standing.domains ?? {};
  return Object.entries(standing).map(([domain, value]): Field => ({
    kind: 'pick',
    name: `domain:${domain}`,
    label: audit.tool?.domains.find(({ key }) => key === domain)?.label ?? domain,
    asks: '',
    value,
    options: gradeOptions(audit),
  }));
};
