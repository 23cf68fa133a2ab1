/**
 * Cases of x509-limbo, as its files have them.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { OID } from '@eseal/core/asn1';
import { readExceptions } from './corpus.ts';

/** What is expected of a case. */
export interface LimboVerdict {
  readonly testcase: string;
  readonly expect: { readonly valid: boolean };
}

/** A case. */
export interface LimboCase {
  readonly id: string;
  /** Certificates and CRLs are PEM. */
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates: readonly string[];
  readonly peer_certificate: string;
  readonly crls: readonly string[];
  readonly validation_time: string | null;
  readonly max_chain_depth: number | null;
  readonly extended_key_usage: readonly string[];
}

/** Cases that are judged otherwise on purpose, with the reason. */
export interface LimboException {
  readonly why: string;
  readonly cases: readonly string[];
}

/** All cases by their ids; none where the corpus is absent. */
export function readLimboCases({
  present,
  path,
}: {
  readonly present: boolean;
  path(file: string): string;
}): ReadonlyMap<string, LimboCase> {
  if (!present) return new Map();
  const { testcases } = JSON.parse(readFileSync(path('limbo.json'), 'utf8'));
  return new Map(testcases.map((one: LimboCase) => [one.id, one]));
}

/** The exceptions. */
export function readLimboExceptions(): readonly LimboException[] {
  return readExceptions<readonly LimboException[]>('limbo-exceptions');
}

const PURPOSES: Readonly<Record<string, string>> = { serverAuth: OID.serverAuth, clientAuth: OID.clientAuth };

/** The key purposes that a case asks for. */
export function purposesOf({ extended_key_usage }: LimboCase): readonly string[] {
  return extended_key_usage.map((name) => PURPOSES[name] ?? name);
}
