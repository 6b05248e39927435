import { ValidationTypes, getMetadataStorage } from 'class-validator';
import type { ValidatorConstraintInterface } from 'class-validator';
import type { BodyClass } from './body-class.js';

type Condition = (body: object, value: unknown) => boolean;

interface Check {
  readonly constraint: ValidatorConstraintInterface;
  readonly constraints: unknown[];
  readonly each: boolean;
}

interface Field {
  readonly property: string;
  /** All must hold for the checks to apply: an optional field is checked where it is given. */
  readonly conditions: readonly Condition[];
  readonly checks: readonly Check[];
}

const compiled = new WeakMap<BodyClass, ReadonlyMap<string, Field> | null>();

/**
 * Whether a body surely passes every check of its class. False says nothing: class-validator then looks, and its is the
 * word on what is refused. The checks are those that the decorators left with class-validator, gathered once a class;
 * gathering them for every body costs as much as deciding the command.
 */
export function surelyFits(as: BodyClass, body: object): boolean {
  let fields = compiled.get(as);
  if (fields === undefined) {
    fields = fieldsOf(as);
    compiled.set(as, fields);
  }
  if (fields === null) return false;
  for (const property of Object.keys(body)) if (!fields.has(property)) return false;
  for (const field of fields.values()) if (!passes(field, as.name, body)) return false;
  return true;
}

function passes({ property, conditions, checks }: Field, targetName: string, object: object): boolean {
  const value: unknown = Reflect.get(object, property);
  for (const condition of conditions) if (!condition(object, value)) return true;
  for (const { constraint, constraints, each } of checks) {
    const circumstances = { targetName, property, object, value, constraints };
    const one = (element: unknown): boolean => constraint.validate(element, circumstances) === true;
    if (!(each && Array.isArray(value) ? value.every(one) : one(value))) return false;
  }
  return true;
}

/** The checks of a class, property by property; null where some are of a kind that is left to class-validator. */
function fieldsOf(as: BodyClass): ReadonlyMap<string, Field> | null {
  const storage = getMetadataStorage();
  const fields = new Map<string, { property: string; conditions: Condition[]; checks: Check[] }>();
  for (const metadata of storage.getTargetValidationMetadatas(as, '', false, false)) {
    const { type, propertyName: property, constraintCls, constraints, each } = metadata;
    const field = fields.get(property) ?? { property, conditions: [], checks: [] };
    fields.set(property, field);
    if (type === ValidationTypes.CONDITIONAL_VALIDATION) {
      // class-validator keeps the condition, untyped, as its only constraint.
      field.conditions.push(constraints[0] as Condition);
    } else if (type === ValidationTypes.CUSTOM_VALIDATION && metadata.validateIf === undefined) {
      const found = storage.getTargetValidatorConstraints(constraintCls);
      if (found.some(({ async }) => async)) return null;
      for (const { instance } of found) field.checks.push({ constraint: instance, constraints, each });
    } else {
      return null;
    }
  }
  return fields;
}
