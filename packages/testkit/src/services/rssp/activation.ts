/**
 * Signature activation data (SAD) as the service sees it: an opaque handle to a row for each digest that may be signed. A row goes
 * from authorized over reserved to consumed, and back from reserved when the service itself fails.
 *
 * @see CSC API v1.0.4.0 §11.6, §11.8; EN 419 241-1 (SAP, SAD)
 * @module
 */
import { toBase64 } from '@eseal/core';

/** A signature that may be made once. */
export interface ActivationRow {
  /** Base64 of the digest; `undefined`: any digest, for authorisations without digests. */
  readonly hash: string | undefined;
  state: 'authorized' | 'reserved' | 'consumed';
}

/** Leave to use a key. */
export interface Activation {
  readonly credentialId: string;
  readonly clientId: string;
  /** The user of the token by which it was asked for. */
  readonly user: string | undefined;
  /** Object identifier of the digests' algorithm, where it was said. */
  readonly hashOid: string | undefined;
  readonly rows: readonly ActivationRow[];
  /** Signatures whose digests are named later, by an extension. */
  spare: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Another took its place, or it was given back. */
  isEnded: boolean;
  readonly purpose: 'seal' | 'proof-of-possession';
}

/** What an activation is made from. */
export interface ActivationTerms
  extends Omit<Activation, 'rows' | 'spare' | 'isEnded' | 'purpose' | 'hashOid'> {
  readonly hashes: readonly Uint8Array[];
  readonly hashOid?: string | undefined;
  /** Signatures that are authorised; at least as many as hashes. */
  readonly count: number;
  /** Default `seal`. */
  readonly purpose?: Activation['purpose'];
}

/** A row for each digest, the same one twice counting twice; without digests, rows for any. */
export function createActivation({
  hashes,
  count,
  purpose = 'seal',
  hashOid,
  ...rest
}: ActivationTerms): Activation {
  const named: ActivationRow[] = hashes.map((hash) => ({ hash: toBase64(hash), state: 'authorized' }));
  const open: ActivationRow[] = Array.from({ length: hashes.length === 0 ? count : 0 }, () => ({
    hash: undefined,
    state: 'authorized',
  }));
  const rows = [...named, ...open];
  return { ...rest, hashOid, rows, spare: count - rows.length, isEnded: false, purpose };
}

/** Whether nothing can be signed with it any more, its age aside. */
export function isSpent(activation: Activation): boolean {
  const isUsedUp = activation.spare === 0 && activation.rows.every(({ state }) => state === 'consumed');
  return activation.isEnded || isUsedUp;
}

/** Signatures that are left. */
export function remaining({ rows, spare }: Activation): number {
  return spare + rows.filter(({ state }) => state === 'authorized').length;
}

/** Reserves a row for each digest; `undefined`, and nothing is reserved, when one of them is not authorised. */
export function reserve(
  activation: Activation,
  hashes: readonly Uint8Array[],
): readonly ActivationRow[] | undefined {
  const reserved: ActivationRow[] = [];
  for (const hash of hashes) {
    const row = rowFor(activation, toBase64(hash));
    if (row === undefined) {
      release(reserved);
      return undefined;
    }
    row.state = 'reserved';
    reserved.push(row);
  }
  return reserved;
}

function rowFor({ rows }: Activation, hash: string): ActivationRow | undefined {
  const free = rows.filter(({ state }) => state === 'authorized');
  return free.find((row) => row.hash === hash) ?? free.find((row) => row.hash === undefined);
}

/** The signatures were made. */
export function consume(rows: readonly ActivationRow[]): void {
  for (const row of rows) row.state = 'consumed';
}

/** The service failed before anything was signed. */
export function release(rows: readonly ActivationRow[]): void {
  for (const row of rows) row.state = 'authorized';
}
