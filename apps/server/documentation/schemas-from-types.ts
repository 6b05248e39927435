import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { AnswerSchemas, Schema } from './answer-schemas.js';

/** A route method of a controller is one of these. */
const ROUTES: ReadonlySet<string> = new Set(['Get', 'Post']);

/** The description leaves such a controller out. */
const LEFT_OUT: ReadonlySet<string> = new Set(['ApiExcludeController']);

/**
 * Reads what every route answers from the types of its controllers: the type a method returns, once awaited. A named
 * type becomes a schema of that name with the comments of its properties; a comment is written once, beside the code.
 * @param root the folder of tsconfig.json
 * @throws Error for a type that no JSON can be
 */
export function schemasFromTypes(root: string): AnswerSchemas {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const controllers = ts.sys.readDirectory(join(root, 'apps/server'), ['.ts'], [], ['**/*.controller.ts']);
  const common = join(root, 'apps/server/documentation/answers.ts');
  const files = [...controllers, common];
  const program = ts.createProgram(files, { ...options, incremental: false, tsBuildInfoFile: undefined });
  const reader = new TypeReader(program.getTypeChecker());
  const statementsOf = (file: string): readonly ts.Statement[] => program.getSourceFile(file)?.statements ?? [];
  const answers = controllers
    .flatMap((file) => statementsOf(file).filter(ts.isClassDeclaration).flatMap(routesOf))
    .flatMap((method) => {
      const answer = reader.answerOf(method);
      return answer === undefined ? [] : [[operationId(method), answer] as const];
    });
  const [everywhere] = statementsOf(common).filter(ts.isInterfaceDeclaration);
  return {
    common: reader.commonAnswers(everywhere),
    answers: Object.fromEntries(answers),
    schemas: reader.named(),
  };
}

function routesOf(controller: ts.ClassDeclaration): ts.MethodDeclaration[] {
  const isDecoratedBy = (names: ReadonlySet<string>, node: ts.HasDecorators): boolean =>
    (ts.getDecorators(node) ?? []).some((decorator) => names.has(nameOf(decorator)));
  if (isDecoratedBy(LEFT_OUT, controller)) return [];
  return controller.members.filter(ts.isMethodDeclaration).filter((method) => isDecoratedBy(ROUTES, method));
}

function nameOf({ expression }: ts.Decorator): string {
  return ts.isCallExpression(expression) ? expression.expression.getText() : '';
}

const OPERATION_ID = /operationId: '(\w+)'/;

/** As the route says, or as Nest names it. */
function operationId(method: ts.MethodDeclaration): string {
  for (const decorator of ts.getDecorators(method) ?? []) {
    const said = OPERATION_ID.exec(decorator.getText())?.[1];
    if (said !== undefined) return said;
  }
  const { parent } = method;
  return `${ts.isClassDeclaration(parent) ? (parent.name?.text ?? '') : ''}_${method.name.getText()}`;
}

/** What a value that was sealed reads as once it cannot be opened. */
const UNREADABLE: Schema = {
  type: 'object',
  description: 'In place of a personal text: its key was destroyed (`erased`), or it cannot be read (`damaged`)',
  properties: { erased: { enum: [true] }, damaged: { enum: [true] } },
};

/** Types that are not answered as they stand. */
const INSTEAD: Readonly<Record<string, readonly [name: string, schema: Schema]>> = {
  SealedValue: ['UnreadableText', UNREADABLE],
  // As the domain declares them: `apiDocument` has the schema.
  StartingSettings: ['ProposedSettings', {}],
};

const LITERAL = ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral | ts.TypeFlags.BooleanLiteral;
const NO_JSON = ts.TypeFlags.Void | ts.TypeFlags.String;
/** Of what a route may answer: what is a file, and a refusal, which is described for all. */
const NOT_ITS_ANSWER: ReadonlySet<string | undefined> = new Set(['Buffer', 'Problem']);

class TypeReader {
  private readonly schemas = new Map<string, { readonly type: ts.Type; schema: Schema }>();

  constructor(private readonly checker: ts.TypeChecker) {}

  /** Undefined where a route answers no JSON. */
  answerOf(method: ts.MethodDeclaration): Schema | undefined {
    const signature = this.checker.getSignatureFromDeclaration(method);
    const returned = signature && this.checker.getAwaitedType(signature.getReturnType());
    if (returned === undefined) return undefined;
    const json = partsOf(returned).filter((part) => !(part.flags & NO_JSON) && !NOT_ITS_ANSWER.has(nameOfType(part)));
    return json.length === 0 ? undefined : this.anyOf(json);
  }

  commonAnswers(declaration: ts.InterfaceDeclaration | undefined): AnswerSchemas['common'] {
    const properties = declaration?.members.map(({ name }) => name && this.checker.getSymbolAtLocation(name)) ?? [];
    const [command = {}, problem = {}] = properties.map((property) => (property ? this.propertyOf(property) : {}));
    return { command, problem };
  }

  named(): Record<string, Schema> {
    return Object.fromEntries([...this.schemas].sort().map(([name, { schema }]) => [name, schema]));
  }

  private schemaOf(type: ts.Type): Schema {
    const { flags } = type;
    if (flags & ts.TypeFlags.TypeParameter) return this.schemaOf(this.checker.getBaseConstraintOfType(type) ?? type);
    if (type.isUnion()) return this.anyOf(partsOf(type));
    if (type.isStringLiteral() || type.isNumberLiteral()) return { enum: [type.value] };
    if (flags & ts.TypeFlags.BooleanLiteral) return { enum: [this.checker.typeToString(type) === 'true'] };
    if (flags & ts.TypeFlags.Null) return { type: 'null' };
    if (flags & ts.TypeFlags.StringLike) return { type: 'string' };
    if (flags & ts.TypeFlags.NumberLike) return { type: 'number' };
    if (flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
    if (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return this.objectOf(type);
    throw new Error(
      `What a route answers must be described by its type: ${this.checker.typeToString(type)} says too little`,
    );
  }

  /** The compiler knows no order of the parts of a union, so it is that of the alphabet. */
  private anyOf(parts: readonly ts.Type[]): Schema {
    const literals = parts.filter((part) => part.flags & LITERAL);
    const values = literals.flatMap((part) => Reflect.get(this.schemaOf(part), 'enum') as unknown[]);
    const isBoolean = values.includes(true) && values.includes(false);
    const listed: Schema[] = isBoolean ? [{ type: 'boolean' }] : values.length > 0 ? [{ enum: values.sort() }] : [];
    const others = parts.filter((part) => !literals.includes(part)).map((part) => this.schemaOf(part));
    const all = [...listed, ...others].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
    const [only] = all;
    return all.length === 1 && only !== undefined ? only : { anyOf: all };
  }

  private objectOf(type: ts.Type): Schema {
    const name = nameOfType(type);
    if (name === undefined) return this.shapeOf(type);
    const [writtenName, written] = INSTEAD[name] ?? [name, undefined];
    const known = this.schemas.get(writtenName);
    if (known === undefined) {
      const entry = { type, schema: {} };
      this.schemas.set(writtenName, entry);
      entry.schema = written ?? this.shapeOf(asDeclared(type));
    } else if (known.type.symbol !== type.symbol) throw new Error(`Two types of answers are called ${writtenName}`);
    return { $ref: `#/components/schemas/${writtenName}` };
  }

  private shapeOf(type: ts.Type): Schema {
    const { checker } = this;
    const [item] = isReference(type) ? checker.getTypeArguments(type) : [];
    if (checker.isArrayType(type) && item !== undefined) return { type: 'array', items: this.schemaOf(item) };
    const values = checker.getIndexInfosOfType(type)[0]?.type;
    if (values !== undefined) return { type: 'object', additionalProperties: this.schemaOf(values) };
    const properties = checker.getPropertiesOfType(type);
    if (properties.length === 0) return { type: 'object' };
    return {
      type: 'object',
      properties: Object.fromEntries(properties.map((property) => [property.name, this.propertyOf(property)])),
      required: properties
        .filter(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0)
        .map(({ name }) => name)
        .sort(),
    };
  }

  private propertyOf(property: ts.Symbol): Schema {
    const schema = this.schemaOf(this.checker.getTypeOfSymbol(property));
    const description = ts.displayPartsToString(property.getDocumentationComment(this.checker)).replaceAll('\n', ' ');
    return description === '' ? schema : { ...schema, description };
  }
}

/** The parts of a union; a property that may be left out is not there, and never `undefined`. */
function partsOf(type: ts.Type): readonly ts.Type[] {
  const parts = type.isUnion() ? type.types : [type];
  return parts.filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0);
}

/** The name of an interface or of an alias of an object, as one writes it. */
function nameOfType(type: ts.Type): string | undefined {
  const { aliasSymbol, aliasTypeArguments } = type;
  if (aliasSymbol !== undefined && aliasTypeArguments === undefined) return aliasSymbol.name;
  const symbol = type.getSymbol();
  const isInterface = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Interface) !== 0;
  return isInterface && !isBuiltIn(symbol) ? symbol.name : undefined;
}

const isReference = (type: ts.Type): type is ts.TypeReference =>
  'objectFlags' in type && (Number(type.objectFlags) & ts.ObjectFlags.Reference) !== 0;

/** One schema for a generic type, whatever it is of. */
function asDeclared(type: ts.Type): ts.Type {
  return isReference(type) ? type.target : type;
}

function isBuiltIn(symbol: ts.Symbol): boolean {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
  return dirname(file).endsWith('typescript/lib');
}
