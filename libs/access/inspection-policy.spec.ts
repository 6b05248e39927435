import type { AuditReading, InspectionGrant } from '#domain';
import { purposeUnder, readingUnder, readsByGrantAlone } from './inspection-policy.js';

const grant: InspectionGrant = {
  grantId: 'grant-1',
  inspectorId: 'ivy',
  auditIds: ['audit-1'],
  from: '2026-06-08',
  until: '2026-06-26',
  reason: 'Inspection of June 2026',
  grantedBy: 'cora',
  ended: false,
};
const nothing: AuditReading = {
  level: 'none',
  fallen: [],
  deciding: [],
  drafts: false,
  withholdFirstGrade: false,
  withholdConcerns: false,
};

describe('reading under a grant', () => {
  it('is of content, and of no drafts', () => {
    expect(readingUnder(grant, nothing)).toEqual({
      level: 'content',
      fallen: [],
      deciding: [],
      drafts: false,
      withholdFirstGrade: false,
      withholdConcerns: false,
    });
    expect(readingUnder(undefined, nothing)).toEqual(nothing);
  });

  it('opens no first grade to whoever could moderate it blind', () => {
    expect(readingUnder(grant, { ...nothing, withholdFirstGrade: true }).withholdFirstGrade).toBe(true);
  });

  it('is all an inspector reads, unless they have another role too', () => {
    expect(readsByGrantAlone({ id: 'ivy', roles: ['inspector'] })).toBe(true);
    expect(readsByGrantAlone({ id: 'ivy', roles: ['inspector', 'auditor'] })).toBe(false);
    expect(readsByGrantAlone({ id: 'ann', roles: ['auditor'] })).toBe(false);
  });

  it('is for the inspection, or for what the reader says', () => {
    expect(purposeUnder(grant.reason, undefined)).toBe('Inspection of June 2026');
    expect(purposeUnder(grant.reason, 'A line of enquiry')).toBe('A line of enquiry');
    expect(purposeUnder(undefined, undefined)).toBeNull();
  });
});
