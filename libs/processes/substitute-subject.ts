import { isSelected, substituteFor } from '#domain';
import type { SelectedAudit } from '#domain';
import { issueCase } from './issue-case.js';
import { KEPT, ofAudit, type Process } from './process.js';
import type { Steps } from './steps.js';

/** The next reserve of the draw takes the place of a subject that was substituted, while there is one. */
export const substituteSubject: Process = {
  name: 'substitute-subject',
  routes: {
    'subject-substituted': { start: ofAudit },
    'audit-selected': { stop: ({ data }) => data.replaces },
    'reserves-exhausted': { stop: ({ data }) => data.replaces },
  },
  async advance(auditId, steps) {
    const audit = await steps.audit(auditId);
    if (!isSelected(audit)) return KEPT;
    const { sampleId } = audit;
    // a re-audit, or an audit selected by hand, has no draw to take a reserve from
    if (sampleId !== null) await takeReserve({ ...audit, sampleId }, steps);
    return KEPT;
  },
};

async function takeReserve(
  { auditId, sampleId }: Pick<SelectedAudit, 'auditId'> & { readonly sampleId: string },
  steps: Steps,
): Promise<void> {
  for (;;) {
    const sample = await steps.sample(sampleId);
    if (sample.stage === 'undrawn' || sample.unreplaced.has(auditId)) return;
    const reserve = substituteFor(sample, auditId);
    if (reserve === null) {
      // each reserve that turns out to be in another live audit is one more attempt
      const attempt = sample.takes.get(auditId)?.length ?? 0;
      const body = { replaces: auditId, auditId: steps.idFrom(`substitute:${attempt}`) };
      await steps.take(`take:${attempt}`, { name: 'TakeReserve', target: sampleId, body });
      continue;
    }
    const entry = (await steps.frame(sample.drawn.caseloadId)).entries[reserve.position];
    if (entry === undefined) throw new Error('A reserve of a sample is not in its frame');
    const { position, subjectId, auditId: substituteId } = reserve;
    const outcome = await issueCase(
      sample,
      entry,
      { position, subjectId, auditId: substituteId, origin: 'substitute', replaces: auditId },
      steps,
    );
    if (outcome === 'issued') return;
  }
}
