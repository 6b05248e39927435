import { Button } from '../components/button.js';
import { FileUpload } from '../components/file-upload.js';
import type { FormErrors } from '../forms/errors-of.js';
import type { Field } from '../forms/field.js';
import { FormField } from '../forms/form-field.js';
import type { Posted } from '../forms/posted.js';

interface UploadFormProps {
  readonly formToken: string;
  readonly fields: readonly Field[];
  readonly file: { readonly label: string; readonly hint: string };
  readonly posted: Posted | null;
  readonly errors: FormErrors;
  readonly button: string;
  readonly cancel: string;
}

/** A form with a file. Its token stands first: what comes before the file is read before the file is. */
export const UploadForm = ({ formToken, fields, file, posted, errors, button, cancel }: UploadFormProps) => (
  <form method="post" enctype="multipart/form-data" novalidate>
    <input type="hidden" name="formToken" value={formToken} />
    {fields.map((field) => (
      <FormField field={field} posted={posted} errors={errors} />
    ))}
    <FileUpload
      name="file"
      label={{ text: file.label, classes: 'govuk-label--s' }}
      hint={file.hint}
      error={errors.byField['file']}
    />
    <div class="govuk-button-group">
      <Button preventDoubleClick>{button}</Button>
      <a class="govuk-link" href={cancel}>
        Cancel
      </a>
    </div>
  </form>
);
