/**
 * JSON held against a JSON Schema of a few keywords (draft 2020-12): closed objects, lists and texts with a length. The schema
 * that is published is the one that judges.
 *
 * @module
 */

/** The keywords that are used. */
export type JsonSchema =
  | {
      readonly type: 'object';
      readonly description?: string;
      readonly properties?: Readonly<Record<string, JsonSchema>>;
      readonly required?: readonly string[];
      /** `false`: no other members; a schema: what others have to be. */
      readonly additionalProperties: false | JsonSchema;
      /** Names of those others. */
      readonly propertyNames?: { readonly pattern: string };
      readonly maxProperties?: number;
      /** Schemas that others refer to; of the outermost one only. */
      readonly $defs?: Definitions;
    }
  | {
      readonly type: 'array';
      readonly description?: string;
      readonly items: JsonSchema;
      readonly maxItems: number;
    }
  | {
      readonly type: 'string';
      readonly description?: string;
      readonly enum?: readonly string[];
      readonly pattern?: string;
      readonly maxLength?: number;
    }
  | {
      readonly type: 'integer';
      readonly description?: string;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly type: 'boolean'; readonly description?: string }
  | { readonly type: 'null' }
  | { readonly description?: string; readonly anyOf: readonly JsonSchema[] }
  /** One of the definitions, by `#/$defs/NAME`. */
  | { readonly $ref: string };

type Definitions = Readonly<Record<string, JsonSchema>>;

/** What is wrong, and where. */
export interface SchemaProblem {
  /** Such as `$.levels.PDF_BYTE_RANGE_VALID`. */
  readonly path: string;
  /** In English. */
  readonly message: string;
}

/** What refers to itself is as deep as the value: deeper than any honest one it is not followed. */
const LONGEST_PATH = 4000;

/** The first problem of a value, in the order of its members; `undefined` when it conforms. */
export function findProblem(schema: JsonSchema, value: unknown, path = '$'): SchemaProblem | undefined {
  return find(schema, value, path, ('$defs' in schema && schema.$defs) || {});
}

function find(
  schema: JsonSchema,
  value: unknown,
  path: string,
  definitions: Definitions,
): SchemaProblem | undefined {
  if (path.length > LONGEST_PATH) return { path: path.slice(0, 100), message: 'is nested too deeply' };
  if ('$ref' in schema) return find(definitionOf(schema.$ref, definitions), value, path, definitions);
  if ('anyOf' in schema) {
    const ofType = schema.anyOf.filter((one) => 'type' in one && isOfType(one.type, value));
    const [chosen] = ofType.length > 1 ? ofType.filter((one) => isOfKind(one, value)) : ofType;
    if (chosen === undefined) return { path, message: `is not ${schema.anyOf.map(named).join(' or ')}` };
    return find(chosen, value, path, definitions);
  }
  if (!isOfType(schema.type, value)) return { path, message: `is not ${named(schema)}` };
  switch (schema.type) {
    case 'object':
      return isMembers(value) ? findInObject(schema, value, path, definitions) : undefined;
    case 'array':
      return Array.isArray(value) ? findInArray(schema, value, path, definitions) : undefined;
    case 'string':
      return typeof value === 'string' ? findInText(schema, value, path) : undefined;
    case 'integer':
      return typeof value === 'number' && (value < schema.minimum || value > schema.maximum)
        ? { path, message: `is not between ${schema.minimum} and ${schema.maximum}` }
        : undefined;
    case 'boolean':
    case 'null':
      return undefined;
  }
}

function definitionOf(reference: string, definitions: Definitions): JsonSchema {
  const found = definitions[reference.replace('#/$defs/', '')];
  if (found === undefined) throw new TypeError(`the schema has no ${reference}`);
  return found;
}

type TypeName = Extract<JsonSchema, { readonly type: unknown }>['type'];
type Members = Readonly<Record<string, unknown>>;

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOfType(type: TypeName, value: unknown): boolean {
  switch (type) {
    case 'object':
      return isMembers(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isSafeInteger(value);
    case 'null':
      return value === null;
    case 'string':
    case 'boolean':
      return typeof value === type;
  }
}

/** Of several objects, the one whose `kind` it has is meant. */
function isOfKind(schema: JsonSchema, value: unknown): boolean {
  const kind = 'properties' in schema ? schema.properties?.kind : undefined;
  return kind === undefined || (isMembers(value) && findProblem(kind, value.kind) === undefined);
}

function named(schema: JsonSchema): string {
  if (!('type' in schema)) return 'one of several types';
  const kind = 'properties' in schema ? schema.properties?.kind : undefined;
  if (kind !== undefined && 'enum' in kind) return `of kind ${kind.enum?.join(', ')}`;
  return schema.type === 'null'
    ? 'null'
    : /^[aio]/.test(schema.type)
      ? `an ${schema.type}`
      : `a ${schema.type}`;
}

function findInObject(
  schema: Extract<JsonSchema, { readonly type: 'object' }>,
  value: Members,
  path: string,
  definitions: Definitions,
): SchemaProblem | undefined {
  const { additionalProperties, maxProperties, properties = {}, propertyNames, required = [] } = schema;
  const names = Object.keys(value);
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return { path: `${path}.${missing}`, message: 'is missing' };
  if (maxProperties !== undefined && names.length > maxProperties)
    return { path, message: `has more than ${maxProperties} members` };
  for (const name of names) {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const isNamed = propertyNames === undefined || new RegExp(propertyNames.pattern).test(name);
    const expected = known ?? (isNamed && additionalProperties);
    const place = `${path}.${name.slice(0, 100)}`;
    if (!expected) return { path: place, message: 'is not known' };
    const problem = find(expected, value[name], place, definitions);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function findInArray(
  { items, maxItems }: Extract<JsonSchema, { readonly type: 'array' }>,
  value: readonly unknown[],
  path: string,
  definitions: Definitions,
): SchemaProblem | undefined {
  if (value.length > maxItems) return { path, message: `has more than ${maxItems} items` };
  for (const [index, item] of value.entries()) {
    const problem = find(items, item, `${path}[${index}]`, definitions);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function findInText(
  { enum: values, maxLength, pattern }: Extract<JsonSchema, { readonly type: 'string' }>,
  value: string,
  path: string,
): SchemaProblem | undefined {
  if (values !== undefined && !values.includes(value))
    return { path, message: `is none of ${values.join(', ')}` };
  if (maxLength !== undefined && value.length > maxLength)
    return { path, message: `is longer than ${maxLength} characters` };
  if (pattern !== undefined && !new RegExp(pattern).test(value))
    return { path, message: `does not match ${pattern}` };
  return undefined;
}
