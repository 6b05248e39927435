import { casesToIssue } from '#domain';
import { issueCase } from './issue-case.js';
import { KEPT, type Process } from './process.js';

/** Every selected and directed case of a sample that is being issued becomes an audit, or is recorded as skipped. */
export const issueSample: Process = {
  name: 'issue-sample',
  routes: {
    'sample-issue-started': { start: ({ data }) => data.sampleId },
    'sample-issued': { stop: ({ data }) => data.sampleId },
  },
  async advance(sampleId, steps) {
    const sample = await steps.sample(sampleId);
    if (sample.stage !== 'issuing') return KEPT;
    const { entries } = await steps.frame(sample.drawn.caseloadId);
    for (const { position, subjectId, as } of casesToIssue(sample)) {
      const entry = entries[position];
      if (entry === undefined) throw new Error('A case of a sample is not in its frame');
      if (sample.outcomes.get(position)?.outcome === 'skipped') continue;
      const auditId = steps.idFrom(`audit:${position}`);
      const origin = as === 'selected' ? 'sample' : 'directed';
      await issueCase(sample, entry, { position, subjectId, auditId, origin, replaces: null }, steps);
    }
    await steps.take('complete', { name: 'CompleteIssue', target: sampleId });
    return KEPT;
  },
};
