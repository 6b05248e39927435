import { Document, type Frame } from '../frame/document.js';

/** What is kept of whom, and why: for those who work with the service. */
export const PrivacyPage = ({ frame }: { readonly frame: Frame }) => (
  <Document frame={frame} title="Privacy">
    <h1 class="govuk-heading-l">Privacy</h1>
    <p class="govuk-body">
      {frame.council} uses this service to audit its work with children. The council decides what is kept in it, and
      answers for it.
    </p>
    <h2 class="govuk-heading-m">What is kept about children and families</h2>
    <p class="govuk-body">
      The case id and a few facts of each case on the lists that samples are drawn from, and what auditors, moderators
      and others write about the audited cases. Names and free text are encrypted, for each child with a key of their
      own. When the council has no more reason to keep them, that key is destroyed and nobody can read them any more.
    </p>
    <h2 class="govuk-heading-m">What is kept about you</h2>
    <p class="govuk-body">
      Your name, work address, team and roles; what you do in the service and when; and each time you read the content
      of an audit. What you do is evidence of the audit and stays with it.
    </p>
    <h2 class="govuk-heading-m">Cookies</h2>
    <p class="govuk-body">
      One cookie, which keeps you signed in. It is gone when you sign out, after 30 minutes in which you do nothing, or
      after 10 hours. Nothing is measured or shared.
    </p>
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
