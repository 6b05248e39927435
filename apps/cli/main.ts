import { keepFilesToOurselves } from '#disk';
import { runCommandLine } from './command-line/command-line.js';
import { keepHeapSmall } from './small-heap.js';

keepFilesToOurselves();
keepHeapSmall();

/** Whoever reads the answer may have read enough (`| head`): that is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.on('uncaughtException', (error) => {
  void import('./failures.js').then(
    ({ failureOf }) => {
      const { code, sentence } = failureOf(error);
      process.stderr.write(`${sentence}\n`);
      process.exit(code);
    },
    () => {
      process.stderr.write(
        'Files of Plumbline itself are missing, as while it is built or replaced. Run the command again.\n',
      );
      process.exit(1);
    },
  );
});

process.exitCode = await runCommandLine(process.argv.slice(2));
