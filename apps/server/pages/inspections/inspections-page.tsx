import { AuditLink } from '../case/audit-link.js';
import { Button } from '../components/button.js';
import { SummaryList } from '../components/summary-list.js';
import { Document, type Frame } from '../frame/document.js';
import type { GrantShown } from './present-grants.js';

interface InspectionsPageProps {
  readonly frame: Frame;
  readonly grants: readonly GrantShown[];
  readonly mayGrant: boolean;
  readonly hasInspectors: boolean;
}

/** What may be read under an inspection, by whom and until when. */
export const InspectionsPage = ({ frame, grants, mayGrant, hasInspectors }: InspectionsPageProps) => (
  <Document frame={frame} title="Inspections">
    <h1 class="govuk-heading-l">Inspections</h1>
    {mayGrant && hasInspectors && <Button href="/inspections/grant">Let an inspector read audits</Button>}
    {mayGrant && !hasInspectors && (
      <p class="govuk-body">
        Nobody has the role of an inspector. <a href="/people">Give it to somebody</a> first.
      </p>
    )}
    {grants.length === 0 && (
      <p class="govuk-body">
        {mayGrant
          ? 'Nothing has been granted yet.'
          : 'Nothing has been opened to you yet. The council’s audit coordinator opens audits to you.'}
      </p>
    )}
    {!mayGrant && grants.length > 0 && (
      <p class="govuk-body">
        Each audit below can be read whole, and replayed step by step: what was known then, beside what is known now.
        Every reading is recorded, with the inspection it was for.
      </p>
    )}
    {grants.map((grant) => (
      <div class="plumbline-item">
        <h2 class="govuk-heading-m">{grant.title}</h2>
        <SummaryList
          rows={[
            ...(mayGrant ? [{ key: 'Inspector', value: grant.inspector }] : []),
            { key: 'Days', value: grant.when },
            { key: 'Standing', value: grant.standing },
            { key: 'Opened by', value: grant.grantedBy },
            {
              key: `Audits (${grant.references.length})`,
              value: grant.references.map((reference) => (
                <div>
                  {grant.isOpen || mayGrant ? (
                    <>
                      <AuditLink reference={reference} href={`/audits/${reference}`} />{' '}
                      <a class="govuk-link" href={`/audits/${reference}/replay/1`}>
                        Replay it<span class="govuk-visually-hidden">: audit {reference}</span>
                      </a>
                    </>
                  ) : (
                    reference
                  )}
                </div>
              )),
            },
          ]}
        />
        {mayGrant && grant.isOpen && (
          <p class="govuk-body">
            <a class="govuk-link" href={grant.endHref}>
              End it before its time<span class="govuk-visually-hidden">: {grant.title}</span>
            </a>
          </p>
        )}
      </div>
    ))}
  </Document>
);
