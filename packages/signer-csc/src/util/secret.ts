/**
 * A secret on its way to a service: PIN, OTP, token, SAD, client secret. It shows itself to nobody but who asks for it.
 *
 * @module
 */

/** What is shown of a secret. */
const REDACTED = '[redacted]';

/** Marks a secret for `util.inspect` of Node without importing it. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** A text that is not printed, logged or serialised by accident. */
export interface Secret {
  /** The text itself: for the serializer of a request, for nothing else. */
  reveal(): string;
  toString(): string;
  toJSON(): string;
  /** What it was obtained with, such as the factors of an authorisation: who took them may repeat them when this one is used. */
  readonly obtainedWith?: readonly Secret[];
}

/** Whether a value of a request is a secret that is to be revealed when it is sent. */
export function isSecret(value: unknown): value is Secret {
  return (
    typeof value === 'object' && value !== null && 'reveal' in value && typeof value.reveal === 'function'
  );
}

/** Wraps a text. */
export function secret(text: string): Secret {
  return derivedSecret(text, []);
}

/** Wraps a text that was obtained with other secrets. */
export function derivedSecret(text: string, obtainedWith: readonly Secret[]): Secret {
  const shown = (): string => REDACTED;
  return Object.freeze({
    reveal: () => text,
    toString: shown,
    toJSON: shown,
    [INSPECT]: shown,
    obtainedWith,
  });
}
