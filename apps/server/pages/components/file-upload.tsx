import { classNames, type Dressed } from './content.js';
import { FormGroup, type FieldOptions } from './form-group.js';

interface FileUploadProps extends FieldOptions, Dressed {
  readonly name: string;
  /** The name by default. */
  readonly id?: string;
  readonly disabled?: boolean;
  readonly multiple?: boolean;
}

export function FileUpload({ name, id = name, disabled, multiple, ...props }: FileUploadProps) {
  const { classes, attributes, ...field } = props;
  return (
    <FormGroup id={id} {...field}>
      {(tied) => (
        <input
          class={classNames('govuk-file-upload', classes, field.error !== undefined && 'govuk-file-upload--error')}
          name={name}
          type="file"
          disabled={disabled}
          multiple={multiple}
          {...tied}
          {...attributes}
        />
      )}
    </FormGroup>
  );
}
