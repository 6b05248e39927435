import type { FileFormat } from '../../exchange/report-file.js';
import type { Content } from '../components/content.js';

interface FilesProps {
  /** Where what the page shows is a file. */
  readonly fileAt: (format: FileFormat) => string;
  readonly children?: Content;
}

/** What a page shows, as files. */
export const Files = ({ fileAt, children }: FilesProps) => (
  <p class="govuk-body">
    <a class="govuk-link" href={fileAt('xlsx')} download>
      Download as an Excel workbook
    </a>
    {' or '}
    <a class="govuk-link" href={fileAt('csv')} download>
      download as CSV
    </a>
    {children}
  </p>
);
