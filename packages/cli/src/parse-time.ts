/** Times on the command line. */
import { CliError } from './errors.ts';

/** A date, or date and time; without a zone it is UTC, wherever the command runs. */
const TIME =
  /^(?<date>\d{4}-\d\d-\d\d)(?:T(?<time>\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?<zone>Z|[+-]\d\d:\d\d)?)?$/;

/**
 * An ISO 8601 time.
 *
 * @throws CliError `USAGE`
 */
export function parseTime(text: string): Date {
  const { date, time = '00:00', zone = 'Z' } = TIME.exec(text)?.groups ?? {};
  const parsed = new Date(`${date}T${time}${zone}`);
  // Dates such as 30 February are moved to March by the platform.
  if (Number.isNaN(parsed.getTime()) || Number(date?.slice(8)) > daysOfMonth(text))
    throw new CliError('USAGE', `${text} is not an ISO 8601 time`);
  return parsed;
}

function daysOfMonth(text: string): number {
  return new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
}
