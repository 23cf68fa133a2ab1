/**
 * A request as the bytes that are sent.
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import type { ServiceProfile } from '../profile/profile.ts';
import { isSecret, type Secret } from '../util/secret.ts';

/** What is sent, and what is secret in it. */
export interface EncodedBody {
  readonly bytes: Uint8Array;
  /** To be taken out of whatever the service says. */
  readonly secrets: readonly Secret[];
}

/** JSON in UTF-8. Members that are `undefined` are left out; secrets are revealed here and nowhere else. */
export function encodeBody(
  body: Readonly<Record<string, unknown>>,
  { scalarTypes }: Pick<ServiceProfile, 'scalarTypes'>,
): EncodedBody {
  const secrets: Secret[] = [];
  const plain = (value: unknown): unknown => {
    if (isSecret(value)) {
      secrets.push(value);
      return value.reveal();
    }
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
    }
    const isScalar = typeof value === 'number' || typeof value === 'boolean';
    return isScalar && scalarTypes === 'strings' ? String(value) : value;
  };
  return { bytes: utf8(JSON.stringify(plain(body))), secrets };
}
