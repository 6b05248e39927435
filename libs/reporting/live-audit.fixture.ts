import type { EventEnvelope } from '#event-store';
import type { AuditEvent, AuditOrigin, ModerationReason } from '#domain';
import { envelope } from './earlier-audits.fixture.js';

export interface LiveAudit {
  /** None: not moderated. */
  readonly reasons: readonly ModerationReason[];
  readonly first: string;
  readonly final: string;
  readonly origin?: AuditOrigin;
  readonly conversation?: 'held' | 'not_held';
  readonly auditorGroup?: string;
  readonly answers?: Finalised['answers'];
  readonly statements?: Finalised['statements'];
}

type Finalised = Extract<AuditEvent, { type: 'audit-finalised' }>['data'];

/**
 * An audit of a sample for February 2024, from its selection on Thursday the 1st to its finalising on the 28th:
 * allocated in 1 working day of 2, accepted in 3 of 2, graded in 5 of 15, moderated in 2 of 10, shared in 1 of 2.
 */
export function liveAudit(id: string, audit: LiveAudit): EventEnvelope[] {
  return recorded(id, [...beginning(id, audit), ...grading(audit)]);
}

/** An audit of the same sample that was not done. */
export function notDone(
  id: string,
  type: 'subject-substituted' | 'audit-exempted' | 'audit-withdrawn',
  reasonCode: string,
): EventEnvelope[] {
  const [selected] = beginning(id, { reasons: [], first: 'good', final: 'good' });
  const data = { reason: 'words', reasonCode, approvedBy: 'person-2', subjectId: 'subject' };
  return recorded(id, [...(selected === undefined ? [] : [selected]), ['2024-02-05', { type, data }]]);
}

type Dated = readonly [date: string, event: AuditEvent];

function recorded(id: string, events: readonly Dated[]): EventEnvelope[] {
  return events.map(([date, event], revision) => {
    const { metadata, ...rest } = envelope(`audit-${id}`, `${date}T10:00:00.000Z`, event, revision);
    return { ...rest, metadata: { ...metadata, actor: { id: 'person-1', role: 'auditor' } } };
  });
}

const subjectId = 'subject';
const counted = null;

function beginning(id: string, { origin = 'sample', conversation = 'held' }: LiveAudit): Dated[] {
  return [
    [
      '2024-02-01',
      {
        type: 'audit-selected',
        data: {
          auditId: id,
          reference: id,
          origin,
          sampleId: 'sample-1',
          activity: 'deep-dive',
          subjectId,
          subjectType: 'child',
          service: 'Safeguarding',
          teamId: null,
          team: null,
          practitionerId: null,
          workerMatched: true,
          period: '2024-02',
          settingsVersion: 1,
          tool: { key: 'deep-dive', version: 1 },
          scale: 'ofsted',
          pilot: false,
          reauditOf: null,
          replaces: null,
          plan: {
            conversation: 'required',
            familyContact: 'optional',
            moderation: 'optional',
            dispute: 'required',
            graded: true,
          },
          selectedOn: '2024-02-01',
          allocateBy: '2024-02-05',
          counted,
        },
      },
    ],
    [
      '2024-02-02',
      {
        type: 'auditor-allocated',
        data: {
          auditorId: 'person-1',
          auditorAuditsBefore: 0,
          acceptBy: '2024-02-06',
          counted,
          independenceCheck: null,
          subjectId,
        },
      },
    ],
    ['2024-02-07', { type: 'audit-accepted', data: { auditorId: 'person-1', gradeBy: '2024-02-28', counted } }],
    conversation === 'held'
      ? [
          '2024-02-08',
          {
            type: 'conversation-recorded',
            data: { on: '2024-02-08', participants: [], summary: 'words', subjectId },
          },
        ]
      : [
          '2024-02-08',
          { type: 'conversation-not-held', data: { reasonCode: 'worker_left', reason: 'words', subjectId } },
        ],
  ];
}

function grading({ reasons, first, final, auditorGroup, answers, statements }: LiveAudit): Dated[] {
  const submitted: Dated = [
    '2024-02-14',
    {
      type: 'first-grade-submitted',
      data: {
        grade: first,
        rationale: 'words',
        auditedOn: '2024-02-13',
        atRisk: false,
        domains: [],
        standards: [],
        submittedBy: 'person-1',
        ...(auditorGroup !== undefined && { auditorGroup }),
        subjectId,
      },
    },
  ];
  const moderation: Dated[] =
    reasons.length === 0
      ? [['2024-02-14', { type: 'moderation-not-required', data: { shareBy: '2024-02-16', counted } }]]
      : [
          [
            '2024-02-14',
            { type: 'moderation-required', data: { reasons, blind: true, moderateBy: '2024-02-28', counted } },
          ],
          [
            '2024-02-16',
            {
              type: 'grade-changed',
              data: {
                moderatorId: 'person-3',
                from: first,
                to: final,
                rationale: 'words',
                domains: [],
                shareBy: '2024-02-20',
                counted,
                subjectId,
              },
            },
          ],
        ];
  return [
    submitted,
    ...moderation,
    [
      '2024-02-19',
      {
        type: 'outcome-shared',
        data: { on: '2024-02-19', grade: final, with: [], disputeBy: '2024-02-26', counted },
      },
    ],
    [
      '2024-02-28',
      {
        type: 'audit-finalised',
        data: {
          because: 'window_passed',
          on: '2024-02-28',
          auditedOn: '2024-02-13',
          firstGrade: first,
          moderatedGrade: reasons.length === 0 ? null : final,
          finalGrade: final,
          domains: [],
          standards: [],
          ...(answers && { answers }),
          ...(statements && { statements }),
        },
      },
    ],
  ];
}
