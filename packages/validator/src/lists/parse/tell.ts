/**
 * How the readers of a list's parts tell what they leave out.
 *
 * @module
 */

/** Takes one message. */
export type Tell = (message: string) => void;

/** As `tell`, for messages about one part. */
export function about(tell: Tell, part: string): Tell {
  return (message) => tell(`${part}: ${message}`);
}
