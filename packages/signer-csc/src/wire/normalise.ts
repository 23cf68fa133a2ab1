/**
 * Answers as the specification would have them: what services are known to send instead is turned into it, by tables, before
 * anything is checked.
 *
 * @module
 */
import { isJsonObject, type JsonObject } from './decode-json.ts';

/** What becomes of a value; it is called with `undefined` for a member that is not there. */
export type Conversion = (value: unknown) => unknown;

/** What is done to the members of an answer. */
export interface Normalisation {
  /** Other names of members, by the right one, which wins where both are there. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  /** Conversions by path, such as `key.algo`. */
  readonly values?: Readonly<Record<string, Conversion>>;
  /** Lists lose their nulls too. Not where it matters which element is which. */
  readonly dropsNullElements?: true;
}

/** The answer with both tables applied; members that are null are left out, wherever they are. */
export function normalise(
  body: JsonObject,
  { names = {}, values = {}, dropsNullElements }: Normalisation,
): JsonObject {
  const renamed = Object.entries(names).reduce<JsonObject>(
    rename,
    withoutNulls(body, dropsNullElements === true),
  );
  return Object.entries(values).reduce<JsonObject>(
    (object, [path, convert]) => convertAt(object, path.split('.'), convert),
    renamed,
  );
}

/** One value stands for a list of one. */
export const toArray: Conversion = (value) => (value === undefined || Array.isArray(value) ? value : [value]);

/** A number that was sent as a text. */
export const toNumber: Conversion = (value) =>
  typeof value === 'string' && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value;

/** A truth value that was sent as a text. */
export const toBoolean: Conversion = (value) =>
  value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value;

/** A text that was sent as a number or truth value. */
export const toText: Conversion = (value) =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

/** One conversion after the other. */
export function inOrder(...conversions: readonly Conversion[]): Conversion {
  return (value) => conversions.reduce((current, convert) => convert(current), value);
}

function rename(object: JsonObject, [name, others]: readonly [string, readonly string[]]): JsonObject {
  const other = others.find((candidate) => object[candidate] !== undefined);
  return other === undefined || object[name] !== undefined ? object : withMember(object, name, object[other]);
}

function convertAt(object: JsonObject, path: readonly string[], convert: Conversion): JsonObject {
  const [name = '', ...rest] = path;
  const value = object[name];
  if (rest.length === 0) return withMember(object, name, convert(value));
  return isJsonObject(value) ? withMember(object, name, convertAt(value, rest, convert)) : object;
}

function withMember(object: JsonObject, name: string, value: unknown): JsonObject {
  return value === object[name] ? object : { ...object, [name]: value };
}

function withoutNulls(object: JsonObject, inLists: boolean): JsonObject {
  const kept = Object.entries(object).filter(([, value]) => value !== null);
  return Object.fromEntries(kept.map(([name, value]) => [name, clean(value, inLists)]));
}

function clean(value: unknown, inLists: boolean): unknown {
  if (isJsonObject(value)) return withoutNulls(value, inLists);
  if (!Array.isArray(value)) return value;
  const elements = inLists ? value.filter((element) => element !== null) : value;
  return elements.map((element) => clean(element, inLists));
}
