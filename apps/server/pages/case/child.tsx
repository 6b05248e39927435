interface ChildProps {
  /** In the council's own system; null where there is none, or it was erased. */
  readonly caseId: string | null;
  /** Where the case system shows the record. */
  readonly caseLink: string | null;
}

/** Which child it is: the council's own case id, leading to the case system where the settings say how. */
export const Child = ({ caseId, caseLink }: ChildProps) => {
  if (caseId === null) return <>Not known</>;
  if (caseLink === null) return <>{caseId}</>;
  return (
    <a class="govuk-link" href={caseLink} rel="noreferrer">
      {caseId}
    </a>
  );
};
