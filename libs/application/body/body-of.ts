import type { Field, Form } from '#domain';
import type { BodyClass } from './body-class.js';
import { Choice, Choices, Day, Flag, Id, Ids, Label, Labels, Month, Part, Parts, Text, Time, Whole } from './fields.js';

const made = new WeakMap<Form, BodyClass>();

/** The body in which a form is sent: one class a form, named as the form is, since the API describes it under that name. */
export function bodyOf(form: Form): BodyClass {
  const before = made.get(form);
  if (before !== undefined) return before;
  class Body {}
  Object.defineProperty(Body, 'name', { value: form.name });
  for (const [name, field] of Object.entries(form.fields)) decoratorOf(field)(Body.prototype, name);
  made.set(form, Body);
  return Body;
}

function decoratorOf({ shape, about, example, none, nullable }: Field): PropertyDecorator {
  const options = { optional: none !== undefined, nullable, ...(example !== undefined && { example }) };
  switch (shape.kind) {
    case 'text':
      return Text(about, options);
    case 'label':
      return Label(about, { ...options, blank: shape.blank });
    case 'labels':
      return Labels(about, options);
    case 'id':
      return Id(about, options);
    case 'ids':
      return Ids(about, options);
    case 'day':
      return Day(about, options);
    case 'time':
      return Time(about, options);
    case 'month':
      return Month(about, options);
    case 'flag':
      return Flag(about, options);
    case 'whole':
      return Whole(about, { ...options, from: shape.from, to: shape.to });
    case 'choice':
      return Choice(about, shape.among, options);
    case 'choices':
      return Choices(about, shape.among, options);
    case 'part':
      return Part(about, () => bodyOf(shape.of), options);
    case 'parts':
      return Parts(about, () => bodyOf(shape.of), options);
  }
}
