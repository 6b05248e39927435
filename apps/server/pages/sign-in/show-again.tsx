import { Input } from '../components/input.js';
import { PasswordInput } from '../components/password-input.js';

/** What is wrong with how somebody shows again who they are. */
export interface FaultInProof {
  readonly field: 'present' | 'presentCode';
  readonly text: string;
}

interface ShowAgainProps {
  /** What the person signs in as. */
  readonly name: string;
  readonly hasSecondFactor: boolean;
  readonly fault: { readonly field: string; readonly text: string } | null;
}

/** That it is they who do it, and not somebody at a screen they left open. */
export const ShowAgain = ({ name, hasSecondFactor, fault }: ShowAgainProps) => {
  const at = (field: FaultInProof['field']): string | undefined => (fault?.field === field ? fault.text : undefined);
  return (
    <>
      {/* For password managers, which keep a password by a name. */}
      <input type="text" name="name" value={name} autocomplete="username" readOnly hidden />
      <PasswordInput
        name="present"
        label={{ text: 'Your present password' }}
        error={at('present')}
        classes="govuk-!-width-two-thirds"
      />
      {hasSecondFactor && (
        <Input
          name="presentCode"
          label={{ text: 'Code from your present authenticator app' }}
          hint="Or one of your recovery codes. Each code is good once: if you have just signed in with it, wait for the next."
          error={at('presentCode')}
          autocomplete="one-time-code"
          autocapitalize="none"
          spellcheck={false}
          classes="govuk-input--width-20 govuk-input--extra-letter-spacing"
        />
      )}
    </>
  );
};
