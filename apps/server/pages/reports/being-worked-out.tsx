import { InsetText } from '../components/inset-text.js';

/** In the place of figures that would not hold everything recorded: a wrong one is never shown. */
export interface BeingWorkedOutProps {
  /** Per cent of what has been recorded that is counted so far. */
  readonly counted: number;
  /** Of the page, which shows them once they are there. */
  readonly address: string;
}

export const BeingWorkedOut = ({ counted, address }: BeingWorkedOutProps) => (
  <InsetText>
    The figures are being worked out: {counted}% of what has been recorded is counted so far. You can leave this page:
    it goes on without you.{' '}
    <a class="govuk-link" href={address}>
      Look again
    </a>
  </InsetText>
);
