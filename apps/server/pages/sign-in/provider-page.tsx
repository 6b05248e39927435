import { Button } from '../components/button.js';
import { Document, type Frame } from '../frame/document.js';

/** Why somebody who came back from the identity provider is not let in, in words, and what they can do. */
const WORDS = {
  'not-known': {
    heading: 'You cannot sign in yet',
    text: 'Your council account is right, and nobody has added you to this service under its e-mail address. Ask your audit coordinator to add you, or to check the address they have for you.',
  },
  'no-role': {
    heading: 'You cannot sign in just now',
    text: 'You are known here, and have no part in audits at the moment: you may be recorded as away, or a role may be missing here or on your council account. Ask your audit coordinator.',
  },
  'not-right': {
    heading: 'Signing in did not work',
    text: 'It may have taken too long, or have been started in another window. Start again.',
  },
} as const;

interface ProviderPageProps {
  readonly frame: Frame;
  readonly why: keyof typeof WORDS;
}

export const ProviderPage = ({ frame, why }: ProviderPageProps) => (
  <Document frame={frame} title={WORDS[why].heading}>
    <h1 class="govuk-heading-l">{WORDS[why].heading}</h1>
    <p class="govuk-body">{WORDS[why].text}</p>
    <Button href="/sign-in">Sign in again</Button>
  </Document>
);
