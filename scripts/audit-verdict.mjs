// Reads the report of `npm audit --json` and ends with 1 where something high or critical is in it.
import { text } from 'node:stream/consumers';

const GRAVE = ['high', 'critical'];

/** The report; what else came, as why there is none. */
function reportIn(said) {
  try {
    const report = JSON.parse(said);
    return typeof report.metadata?.vulnerabilities === 'object' ? report : { why: report.message ?? 'no report' };
  } catch {
    return { why: 'the registry did not answer' };
  }
}

const { why, vulnerabilities = {} } = reportIn(await text(process.stdin));
const grave = Object.values(vulnerabilities).filter(({ severity }) => GRAVE.includes(severity));
if (why !== undefined) console.log(`Libraries were NOT audited: ${why}`);
else if (grave.length === 0)
  console.log('Libraries audited: nothing high or critical is known against what is shipped.');
for (const { name, severity, range } of grave) console.error(`${severity}: ${name} ${range}`);
process.exitCode = grave.length > 0 ? 1 : 0;
