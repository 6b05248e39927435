// Classes keep the names they were written with, by which Nest and the errors go. The bundler numbers a name it finds twice
// (`class Batch2`). It can keep all names (`keepNames`), but then sets that of each function anew whenever one is made, which
// costs a command more than a quarter of its time.

/** A class, and what it is assigned to: `let Batch = class Batch2 extends Rows {`, `var Views = class {`. */
const CLASS = /^(.*?)\bclass(?: ([\w$]+))?(?: extends [^{\n]+)? \{$/gm;
const ASSIGNED_TO = /([\w$]+) = $/;

/** Names of the classes that are written in some code. */
export const namesOfClasses = (code) => [...code.matchAll(/\bclass ([\w$]+)/g)].map(([, name]) => name);

/**
 * @param text what the bundler wrote
 * @param written names of classes, as their modules have them
 */
export const withClassNames = (text, written) =>
  text.replace(CLASS, (line, before, own) => {
    const name = own ?? ASSIGNED_TO.exec(before)?.[1];
    const first = [name, name?.replace(/^_/, ''), name?.replace(/\d+$/, '')].find((each) => written.has(each));
    return first === undefined || first === name
      ? line
      : `${line} static { Object.defineProperty(this, 'name', { value: '${first}', configurable: true }); }`;
  });
