/** A class whose decorators say what a body may hold: see `fields.ts`. */
export type BodyClass<Body extends object = object> = new () => Body;
