import { InsetText } from '../components/inset-text.js';
import { WarningText } from '../components/warning-text.js';
import { QrCode } from './qr-code.js';

interface AppSetUpProps {
  /** What the code of the app follows from, for who cannot scan. */
  readonly totpSecret: string;
  /** What the QR code says. */
  readonly totpAddress: string;
}

/** How an authenticator app is told of an account. */
export const AppSetUp = ({ totpSecret, totpAddress }: AppSetUpProps) => (
  <>
    <ol class="govuk-list govuk-list--number">
      <li>Open the app and choose to add an account.</li>
      <li>Scan the picture, or type the key under it.</li>
      <li>Type the code that the app then shows.</li>
    </ol>
    <QrCode text={totpAddress} title="QR code to scan with your authenticator app" />
    <p class="govuk-body" id="key">
      Key: <code class="plumbline-code">{totpSecret.match(/.{1,4}/g)?.join(' ')}</code>
    </p>
  </>
);

/** Codes that somebody must keep, shown this once; nothing where there are none. */
export const RecoveryCodes = ({ codes }: { readonly codes: readonly string[] }) =>
  codes.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m" id="codes">
        Your recovery codes
      </h2>
      <p class="govuk-body">
        Each lets you in once, in place of the code from your phone. Keep them where you would find them without it: in
        your password manager, or on paper at home.
      </p>
      <InsetText>
        <ul class="govuk-list plumbline-codes" aria-labelledby="codes">
          {codes.map((code) => (
            <li>
              <code class="plumbline-code">{code}</code>
            </li>
          ))}
        </ul>
      </InsetText>
      <WarningText>They are shown this once.</WarningText>
    </>
  );
