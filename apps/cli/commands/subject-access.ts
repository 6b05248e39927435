import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Option } from 'commander';
import { ACCESS_FORMATS, DATA_REQUEST_ABOUT, isRefusal } from '#domain';
import type { AccessFormat, DataRequest, DataRequestAbout, KeptOf } from '#domain';
import { dataRequestsKnown, gatherWhatIsAsked, makeAccessDocument } from '#engine';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { day } from '../option-values.js';
import { EXIT, Refused, WrongUse } from '../outcome.js';
import { writingTo } from '../records.js';
import { inSession } from '../session.js';
import type { GlobalOptions, Session } from '../session.js';
import { onlyOwner } from './erase.js';

interface Options extends GlobalOptions {
  readonly out: string;
  readonly about: DataRequestAbout;
  readonly called?: string;
  readonly asked: string;
  readonly received?: string;
}

/** Records what somebody asked, where nobody has yet, and writes what is held on them into a file. */
export const addSubjectAccess: AddCommand = (self, done) =>
  void self
    .argument('<whom>', 'a person’s id or reference; a case’s id, or the reference of an audit of it')
    .requiredOption(
      '--out <file>',
      `the file to make, by its ending: ${ACCESS_FORMATS.join(', ')}; it must not be there`,
    )
    .addOption(
      new Option('--about <who>', 'whose record it is, or one of the family of a case')
        .choices(DATA_REQUEST_ABOUT)
        .default('record'),
    )
    .option('--called <names>', 'what they are called in texts, with commas between: not blacked out')
    .option(
      '--asked <words>',
      'who asked, how, and by what it was seen who they are',
      'Asked of whoever runs the service',
    )
    .option('--received <day>', 'when it was received; today where it is left out', day)
    .action(async (named: string, _: object, command) => {
      const options: Options = command.optsWithGlobals();
      const format = formatOf(options.out);
      if (existsSync(options.out)) throw new WrongUse(`${options.out} is there already: it is written to a new file.`);
      await inSession(options, async (session) => {
        const { engine, actor, answer, during } = session;
        const owner = await during('Looking them up', () => onlyOwner(engine, named));
        const request = await requestOf(session, owner, options);
        const made = await writingTo(options.out, async () => {
          const document = await during('Writing it', () => makeAccessDocument(engine, request, format, actor));
          if (!isRefusal(document)) await writeFile(options.out, document.bytes, { mode: 0o600 });
          return document;
        });
        if (isRefusal(made)) throw new Refused(made.sentence);
        const { unreviewed, texts } = made;
        const { requestId, dueOn } = request;
        answer.give({ file: options.out, requestId, dueOn, texts, unreviewed }, () =>
          unreviewed === 0
            ? `${options.out} is what is held on them: ${texts} texts, all reviewed. The answer is due on ${dueOn}.`
            : [
                `${options.out} is not to be given out: ${unreviewed} of ${texts} texts have not been reviewed by a person.`,
                `A coordinator reviews them under Settings, What is held on somebody. The answer is due on ${dueOn}.`,
              ].join('\n'),
        );
      });
      done(EXIT.done);
    });

function formatOf(file: string): AccessFormat {
  const ending = extname(file).slice(1).toLowerCase();
  const format = ACCESS_FORMATS.find((each) => each === ending);
  if (format === undefined) throw new WrongUse(`Give a file that ends in ${ACCESS_FORMATS.join(', ')}.`);
  return format;
}

/** What they have asked for and was not ended; recorded now where there is none. */
async function requestOf(
  { engine, actor, today, during }: Session,
  owner: KeptOf,
  { about, called, asked, received = today }: Options,
): Promise<DataRequest> {
  const theirs = (request: DataRequest): boolean =>
    request.owner === owner && request.kind === 'access' && request.about === about;
  const open = (await dataRequestsKnown(engine)).findLast((each) => theirs(each) && each.standing !== 'ended');
  if (open === undefined) {
    const [of = '', id = ''] = owner.split(':');
    const said = { kind: 'access', of: of === 'person' ? 'person' : 'case', id, about, asked, receivedOn: received };
    const body = { ...said, ...(called !== undefined && { called: called.replaceAll(/\s*,\s*/g, '\n') }) };
    accepted(await engine.execute({ name: 'RecordDataRequest', body, actor }));
  }
  if (open === undefined || open.standing === 'gathering')
    await during('Looking through the log', () => gatherWhatIsAsked(engine));
  const request = (await dataRequestsKnown(engine)).findLast(theirs);
  if (request === undefined) throw new Refused('The request could not be recorded.');
  return request;
}
