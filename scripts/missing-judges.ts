/**
 * Prints, as JSON, the outside judges that are not on this machine and how to get each.
 *
 * @module
 */
import { howToGet, judgeMissing, judges } from '../interop/find-judge.ts';

console.log(JSON.stringify(judges.filter(judgeMissing).map((judge) => `${judge}: ${howToGet(judge)}`)));
