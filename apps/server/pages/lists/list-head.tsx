interface ListHeadProps {
  /** How many there are, in words. */
  readonly counted: string;
  /** The list as a file. */
  readonly csv: string;
}

/** Above a list: how many there are, and the way to have it as a file. */
export const ListHead = ({ counted, csv }: ListHeadProps) => (
  <p class="govuk-body">
    {counted}.{' '}
    <a class="govuk-link" href={csv} download>
      Download this list (CSV)
    </a>
  </p>
);
