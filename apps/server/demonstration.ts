import { maySeed, seedDemo } from '#demo';
import type { ServiceSettings } from '#engine';

const BAR = 40;

/**
 * Fills the folder with the demonstration council on a first run, and goes on with a council that was cut short. Later
 * starts do nothing.
 */
export async function seedOnFirstRun({ dataDir, masterKeyFile, seedDemo: wanted }: ServiceSettings): Promise<void> {
  if (!wanted || !(await maySeed({ dataDir }))) return;
  console.log('Seeding a demonstration council: invented people, eighteen months of audits. This happens once.');
  await seedDemo({ dataDir, masterKeyFile, now: new Date().toISOString(), progress: shown() });
  if (process.stdout.isTTY) process.stdout.write('\n');
}

/** A progress bar on a terminal; elsewhere a line for every tenth of the work. */
function shown(): (share: number) => void {
  let last = 0;
  return (share) => {
    const tenth = Math.floor(share * 10);
    if (process.stdout.isTTY) {
      const full = Math.round(share * BAR);
      process.stdout.write(`\r[${'#'.repeat(full)}${' '.repeat(BAR - full)}] ${Math.floor(share * 100)}%`);
    } else if (tenth > last) {
      console.log(`${tenth * 10}%`);
    }
    last = Math.max(last, tenth);
  };
}
