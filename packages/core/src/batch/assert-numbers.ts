import { CoreError } from '../errors.ts';

/**
 * Refuses what is no number among the options of a batch, as `Number(undefined)` is not: every comparison with it is false, so that
 * retries would not end, or chunks stay empty.
 *
 * @throws CoreError `INVALID_ARGUMENT`
 */
export function assertNumbers(options: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && Number.isNaN(value))
      throw new CoreError('INVALID_ARGUMENT', `${name} is no number`);
  }
}
