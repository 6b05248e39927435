import { owingLabels, partyLabels } from './parties.js';
import { stageLabels, STAGES, type Stage } from './stages.js';
import { auditWorkflow, type WorkflowRow, type WorkflowTable } from './table.js';

/** The states and transitions of the table as a Mermaid state diagram. */
export function lifecycleDiagram(table: WorkflowTable = auditWorkflow): string {
  const arrows = new Map<string, Set<string>>();
  for (const row of table)
    for (const { from, to, label } of arrowsOf(row)) {
      const arrow = `${from} --> ${to}`;
      arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(label));
    }
  const stages = STAGES.filter((stage) => stage !== 'unselected').map(
    (stage) => `  state "${stageLabels[stage]}" as ${idOf(stage)}`,
  );
  const lines = [...arrows].map(([arrow, labels]) => `  ${arrow}: ${[...labels].join(' / ')}`);
  return ['stateDiagram-v2', ...stages, ...lines, '  closed --> [*]', '  ended --> [*]', '  [*] --> imported'].join(
    '\n',
  );
}

function arrowsOf({ command, in: stages, leads = [], records }: WorkflowRow): readonly Arrow[] {
  return stages.flatMap((from) =>
    leads
      .filter(({ to }) => to !== from)
      .map(({ on, to, when }) => {
        // Where a step may record this or that, what it recorded is what leads on.
        const because = when ?? (on === records[0] ? null : on.replaceAll('-', ' '));
        return {
          from: from === 'unselected' ? '[*]' : idOf(from),
          to: idOf(to),
          label: because === null ? command : `${command} (${because})`,
        };
      }),
  );
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

const idOf = (stage: Stage): string => stage.replaceAll('-', '_');

/**
 * The whole of docs/lifecycle.md.
 * @internal for the specs
 */
export function lifecycleDocument(table: WorkflowTable = auditWorkflow): string {
  return `# The lifecycle of an audit

<!-- Made from libs/domain/workflow/table.ts; a test fails when this file is out of date. To make it again:
npm run build && node --input-type=module -e "import { lifecycleDocument } from '#domain'; process.stdout.write(lifecycleDocument())" > docs/lifecycle.md -->

Which stages an audit passes is its type's choice: conversation, family contact, moderation and the dispute window are
required, optional or skipped, and an ungraded audit is submitted without grades and not moderated.

\`\`\`mermaid
${lifecycleDiagram(table)}
\`\`\`

## Steps

Who may take each step, in which stages, and the deadlines it starts (keys of the programme settings, in working days;
\`appointed\`: the day the step names, which is no deadline: it is never overdue and climbs no ladder). What is taken in person is somebody's own judgement or
word: the operator cannot take it on their behalf.

\`or for\`: where nobody who owes this is there, whoever it falls to may take the step (\`audit/ownership.ts\`).

\`not on their own\`: nobody takes the step where what it decides on is their own (\`audit/own-affairs.ts\`); where nobody else is there
who may, it falls on.

| step | in | by | or for | not on their own | in person | records | starts |
| --- | --- | --- | --- | --- | --- | --- | --- |
${table.map(stepLine).join('\n')}

## What people owe

Where nobody named here is in post, there and able to do it, it falls to the line of management above them, the head of
the case's service, the programme lead, the coordinators, the leaders: the nearest of whom somebody is there. What a team
manager owes, whoever it falls to answers in every step that is a team manager's.

| obligation | owed by | task | ended by |
| --- | --- | --- | --- |
${table.flatMap(obligationLines).join('\n')}
`;
}

function stepLine(row: WorkflowRow): string {
  const starts = (row.starts ?? []).map(({ obligation, within }) => `${obligation} (${within})`);
  return cells(
    row.command,
    row.in.map((stage) => stageLabels[stage]).join(', '),
    row.by.map((party) => partyLabels[party]).join(', '),
    (row.inPlaceFor ?? []).join(', '),
    row.decidesOn ?? '',
    row.own === true ? 'yes' : '',
    row.records.join(', '),
    starts.join(', '),
  );
}

function obligationLines(row: WorkflowRow): readonly string[] {
  return (row.discharges ?? []).map(({ obligation, owner, task }) =>
    cells(obligation, owingLabels[owner], task, row.command),
  );
}

const cells = (...texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
