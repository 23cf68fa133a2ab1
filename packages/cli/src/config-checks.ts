/** Checks of what JSON files of the command hold: a table of checks by field; a field that is in none is unusable. */

/** The members of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value will do, by field. */
export type Checks = Readonly<Record<string, (value: unknown) => boolean>>;

/** The first field that no check allows. */
export function findUnusable(fields: Fields, checks: Checks): string | undefined {
  return Object.entries(fields).find(
    ([name, value]) => !(Object.hasOwn(checks, name) && checks[name]?.(value)),
  )?.[0];
}

/** A text. */
export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A number above 0. */
export function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}

/** A JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One of some texts. */
export function isOneOf(...texts: readonly string[]): (value: unknown) => boolean {
  return (value) => isText(value) && texts.includes(value);
}

/** An object whose members are all texts. */
export function isTexts(value: unknown): boolean {
  return isFields(value) && Object.values(value).every(isText);
}
