import { Tag } from '../components/tag.js';

interface DueProps {
  /** `4 May 2026` */
  readonly due: string;
  /** How near it is, in words. */
  readonly near: string;
  readonly isLate: boolean;
}

/** By when something is owed, and how near that is: what is late stands out. */
export const Due = ({ due, near, isLate }: DueProps) => (
  <>
    {due}
    <br />
    {isLate ? <Tag classes="govuk-tag--red">{near}</Tag> : near}
  </>
);
