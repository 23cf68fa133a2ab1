/**
 * Members of a request, read strictly: of the right type, in standard Base64, and none that the method does not know. A lenient
 * service takes numbers and truth values as texts, the other alphabet of Base64, and members that it does not know.
 *
 * @module
 */
import { fromBase64 } from '@eseal/core';
import { invalidRequest } from './problem.ts';

/** The members of one request. */
export interface Parameters {
  readonly values: Readonly<Record<string, unknown>>;
  readonly isStrict: boolean;
}

/** Refuses members that the method does not have. */
export function assertKnown({ values, isStrict }: Parameters, names: readonly string[]): void {
  const unknown = Object.keys(values).find((name) => !names.includes(name));
  if (isStrict && unknown !== undefined) throw invalidRequest(`Unknown parameter ${unknown}`);
}

/** A text that has to be there. */
export function requiredString({ values }: Parameters, name: string): string {
  const value = values[name];
  if (typeof value !== 'string' || value === '') {
    throw invalidRequest(`Missing (or invalid type) string parameter ${name}`);
  }
  return value;
}

/** A text that may be absent. */
export function optionalString(
  { values }: Parameters,
  name: string,
  mostCharacters?: number,
): string | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  const isLong = typeof value === 'string' && mostCharacters !== undefined && value.length > mostCharacters;
  if (typeof value !== 'string' || isLong) throw invalidRequest(`Invalid parameter ${name}`);
  return value;
}

/** One of some texts, or the default. */
export function oneOf<const Value extends string>(
  parameters: Parameters,
  name: string,
  values: readonly Value[],
  byDefault: Value,
): Value {
  const value = optionalString(parameters, name);
  if (value === undefined) return byDefault;
  const found = values.find((each) => each === value);
  if (found === undefined) throw invalidRequest(`Invalid parameter ${name}`);
  return found;
}

/** A truth value, false when absent. */
export function optionalBoolean({ values, isStrict }: Parameters, name: string): boolean {
  const value = values[name];
  if (value === undefined) return false;
  if (typeof value === 'boolean') return value;
  if (!isStrict && (value === 'true' || value === 'false')) return value === 'true';
  throw invalidRequest(`Invalid parameter ${name}`);
}

/** A whole number, `undefined` when it is absent. */
export function optionalInteger(parameters: Parameters, name: string): number | undefined {
  if (parameters.values[name] === undefined) return undefined;
  return integerOf(parameters, name) ?? refuse(`Invalid parameter ${name}`);
}

/** A whole number that has to be there. */
export function requiredInteger(parameters: Parameters, name: string): number {
  return integerOf(parameters, name) ?? refuse(`Missing (or invalid type) integer parameter ${name}`);
}

/** An object, `undefined` when it is absent. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}

/** Bytes of standard Base64 (RFC 4648 §4) without line breaks; `undefined` for anything else. */
export function base64Bytes(text: string, isStrict: boolean): Uint8Array | undefined {
  const standard = isStrict ? text : padded(text.replaceAll('-', '+').replaceAll('_', '/'));
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(standard)) return undefined;
  return fromBase64(standard);
}

function padded(text: string): string {
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

function integerOf({ values, isStrict }: Parameters, name: string): number | undefined {
  const value = values[name];
  const number = !isStrict && typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

function refuse(description: string): never {
  throw invalidRequest(description);
}
