import { classNames, type Content, type Dressed } from './content.js';

export interface FieldsetOptions extends Dressed {
  readonly legend?: { readonly text: Content; readonly classes?: string; readonly isPageHeading?: boolean };
  readonly role?: 'group';
  readonly describedBy?: string;
}

interface FieldsetProps extends FieldsetOptions {
  readonly children?: Content;
}

export const Fieldset = ({ legend, role, describedBy, children, classes, attributes }: FieldsetProps) => (
  <fieldset class={classNames('govuk-fieldset', classes)} role={role} aria-describedby={describedBy} {...attributes}>
    {legend && (
      <legend class={classNames('govuk-fieldset__legend', legend.classes)}>
        {legend.isPageHeading ? <h1 class="govuk-fieldset__heading">{legend.text}</h1> : legend.text}
      </legend>
    )}
    {children}
  </fieldset>
);
