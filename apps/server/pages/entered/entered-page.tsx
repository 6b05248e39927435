import { Breadcrumbs } from '../components/breadcrumbs.js';
import { Button } from '../components/button.js';
import type { Content } from '../components/content.js';
import { Document, type Frame } from '../frame/document.js';
import { Files } from '../lists/files.js';
import type { FileFormat } from '../../exchange/report-file.js';
import type { EnteredList } from './entered-lists.js';

interface EnteredPageProps {
  readonly frame: Frame;
  readonly title: string;
  readonly about: string;
  /** Where the same is a file. */
  readonly fileAt: (format: FileFormat) => string;
  /** The lists that whoever looks may enter here. */
  readonly enter: readonly EnteredList[];
  readonly children: Content;
}

/** A report of what is entered as a list, with the ways to enter more. */
export const EnteredPage = ({ frame, title, about, fileAt, enter, children }: EnteredPageProps) => (
  <Document
    frame={frame}
    title={title}
    before={<Breadcrumbs items={[{ text: 'Reports', href: '/reports' }, { text: title }]} />}
  >
    <h1 class="govuk-heading-l">{title}</h1>
    <p class="govuk-body-l">{about}</p>
    {enter.length > 0 && (
      <div class="govuk-button-group">
        {enter.map(({ key, one }) => (
          <Button href={`/enter/${key}`} classes="govuk-button--secondary">
            Enter {one}
          </Button>
        ))}
        {enter.map(({ key, what }) => (
          <a class="govuk-link" href={`/enter/${key}/file`}>
            Import {what}
          </a>
        ))}
      </div>
    )}
    <Files fileAt={fileAt} />
    {children}
  </Document>
);
