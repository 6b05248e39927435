import { Button } from '../components/button.js';
import { InsetText } from '../components/inset-text.js';

interface GoesOnProps {
  readonly address: string;
  /** How far it is. */
  readonly children?: string;
}

/** A file that is still worked on. */
export const GoesOn = ({ address, children }: GoesOnProps) => (
  <InsetText>
    {children !== undefined && `${children} `}You can leave this page: it goes on without you.{' '}
    <a class="govuk-link" href={address}>
      Look again
    </a>
  </InsetText>
);

interface NotImportedProps {
  readonly sentence: string;
  /** Where another file is uploaded. */
  readonly again: string;
}

/** A file that was refused. */
export const NotImported = ({ sentence, again }: NotImportedProps) => (
  <>
    <p class="govuk-body">{sentence}</p>
    <Button href={again}>Upload another file</Button>
  </>
);
