import { SMTPServer } from 'smtp-server';

/** A mail server that takes everything and keeps nothing, as a process of its own: `mail-process.js`, port from `PORT`. */
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  logger: false,
  onData: (stream, _session, done) => {
    stream.resume();
    stream.on('end', () => done());
  },
});
process.on('SIGTERM', () => server.close());
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready at last'));
