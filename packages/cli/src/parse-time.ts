/** Times on the command line. */
import { CliError } from './errors.ts';

/** An ISO 8601 time. */
export function parseTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new CliError('USAGE', `${text} is not an ISO 8601 time`);
  return time;
}
