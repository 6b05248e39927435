import { WideTable } from '../components/wide-table.js';
import type { COOKIES } from '../frame/cookies.js';
import { Document, type Frame } from '../frame/document.js';

/** Of each cookie what it is for, and until when it stays in a browser. */
const COOKIES_SAID: Readonly<Record<keyof typeof COOKIES, readonly [what: string, until: string]>> = {
  session: [
    'Keeps you signed in',
    'You sign out. It lets you in for 10 hours at most, and for 30 minutes after you last did something; for three days more it tells whose the words are that you had typed by then',
  ],
  before: ['Shows that what you type to sign in comes from this service’s own page', 'You sign in, or a day later'],
  provider: ['Brings you back from where your council signs you in', 'You are back, or 10 minutes later'],
  device: [
    'Tells that you signed in from this browser before, so that others who guess your password do not lock you out here',
    '180 days later. Only where you have a password for this service',
  ],
};

/** What is kept of whom, and why: for those who work with the service. */
export const PrivacyPage = ({ frame }: { readonly frame: Frame }) => (
  <Document frame={frame} title="Privacy">
    <h1 class="govuk-heading-l">Privacy</h1>
    <p class="govuk-body">
      {frame.council} uses this service to audit its work with children. The council decides what is kept in it, for how
      long and on what legal ground, and answers for it. Its own privacy notice says so; this page says what the service
      does.
    </p>
    <h2 class="govuk-heading-m">What is kept about children and families</h2>
    <p class="govuk-body">
      The case id and a few facts of each case on the lists that samples are drawn from, and what auditors, moderators
      and others write about the audited cases. Names and free text are encrypted, for each child with a key of their
      own. When the council has no more reason to keep them, that key is destroyed and nobody can read them any more.
    </p>
    <h2 class="govuk-heading-m">What is kept about you</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>your name, work address, team and roles</li>
      <li>when you are away, and who stands in for you</li>
      <li>what you do in the service, and when</li>
      <li>each time you read what an audit says about a child</li>
      <li>when you sign in and from which sessions, and what you have begun to write and not sent</li>
    </ul>
    <p class="govuk-body">
      What you do is evidence of the audit and stays with it. What you began to write and did not send is deleted after
      a while. Messages to you hold a reference and a link, never what is written in an audit.
    </p>
    <h2 class="govuk-heading-m">Who sees it</h2>
    <p class="govuk-body">
      Those who work on an audit see what they need for it, and that is recorded. Reports hold no names, and leave out
      numbers so small that somebody could be known by them. An inspector sees the audits the council shows them.
    </p>
    <h2 class="govuk-heading-m">Cookies</h2>
    <p class="govuk-body">The service needs each of these to work. It measures nothing, and shares nothing.</p>
    <WideTable
      caption="Cookies"
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={[{ text: 'What it does' }, { text: 'It is gone when' }]}
      rows={Object.values(COOKIES_SAID).map(([what, until]) => [{ text: what }, { text: until }])}
    />
    <h2 class="govuk-heading-m">Your rights</h2>
    <p class="govuk-body">
      Ask the council’s data protection officer to see, correct or restrict what is kept about you, or to object to it.
      You can complain to the{' '}
      <a class="govuk-link" href="https://ico.org.uk/make-a-complaint/">
        Information Commissioner’s Office
      </a>
      .
    </p>
  </Document>
);
