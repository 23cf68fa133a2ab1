/**
 * What whoever approves has to give, as both versions describe it.
 *
 * @see CSC API v1.0.4.0 §11.5 `PIN`, `OTP`; v2.0.0.2 §11.7 `auth.objects`
 * @module
 */
import type { FactorDescription } from '../model/credential.ts';
import type { Conversion } from './normalise.ts';

/** Some services list identifiers only. */
export const toObjects: Conversion = (value) =>
  Array.isArray(value)
    ? value.map((item: unknown) => (typeof item === 'string' ? { id: item } : item))
    : value;

/** Words about a factor, in both versions. */
interface Described {
  readonly format?: string | undefined;
  readonly label?: string | undefined;
  readonly description?: string | undefined;
}

/** `PIN` or `OTP` of version 1. */
export interface FactorMember extends Described {
  readonly presence: 'true' | 'false' | 'optional';
  readonly type?: string | undefined;
}

/** One of `auth.objects` of version 2. */
export interface FactorObject extends Described {
  readonly id: string;
  readonly type: string;
  readonly generator?: string | undefined;
}

/** Kinds of version 2 by their names in small letters. */
const KINDS: ReadonlyMap<string, FactorDescription['kind']> = new Map([
  ['password', 'password'],
  ['passwordoob', 'password-oob'],
  ['challengeresponse', 'challenge'],
  ['challengeresponseoob', 'challenge-oob'],
]);

/** Factors of version 1. */
export function factorsOfMembers(
  members: Readonly<Record<'PIN' | 'OTP', FactorMember | undefined>>,
): readonly FactorDescription[] {
  return (['PIN', 'OTP'] as const).flatMap((id) => {
    const member = members[id];
    if (member === undefined || member.presence === 'false') return [];
    const isOnline = member.type?.toLowerCase() === 'online';
    return [
      {
        id,
        kind: id === 'PIN' ? 'password' : 'otp',
        presence: member.presence === 'optional' ? 'optional' : 'required',
        delivery: id === 'PIN' ? 'known' : isOnline ? 'online' : 'generated',
        ...wordsOf(member),
      } satisfies FactorDescription,
    ];
  });
}

/** Factors of version 2. A kind that is not known is asked for like a password. */
export function factorsOfObjects(objects: readonly FactorObject[]): readonly FactorDescription[] {
  return objects.map((object) => {
    const kind = KINDS.get(object.type.toLowerCase()) ?? 'password';
    return {
      id: object.id,
      kind: kind === 'password' && object.generator !== undefined ? 'otp' : kind,
      presence: 'required',
      delivery: kind.startsWith('challenge')
        ? 'online'
        : object.generator === undefined
          ? 'known'
          : 'generated',
      ...wordsOf(object),
    };
  });
}

function wordsOf(described: Described): Pick<FactorDescription, 'format' | 'label' | 'description'> {
  return {
    format: described.format === 'N' ? 'numeric' : 'text',
    label: described.label,
    description: described.description,
  };
}
