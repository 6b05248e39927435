interface AuditLinkProps {
  readonly reference: string;
  /** Where it leads. */
  readonly href: string;
}

/** An audit by the reference people quote, never broken over two lines. */
export const AuditLink = ({ reference, href }: AuditLinkProps) => (
  <a class="govuk-link plumbline-reference" href={href}>
    {reference}
  </a>
);
