import { OID } from '@eseal/core/asn1';
import type { Certificate } from '@eseal/core/x509';
import { extendedKeyUsage } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { checkPurposes } from './certificate-purposes.ts';

async function allowing(...purposes: readonly string[]): Promise<Certificate> {
  const seal = certificateOf((await goodWorld()).seal);
  const others = seal.extensions.filter(({ oid }) => oid !== OID.extendedKeyUsage);
  return { ...seal, extensions: purposes.length === 0 ? others : [...others, extendedKeyUsage(purposes)] };
}

async function holds(allowed: readonly string[], asked: readonly string[]): Promise<boolean | undefined> {
  return checkPurposes(await allowing(...allowed), asked)[0]?.holds;
}

describe('checkPurposes', () => {
  it('wants every purpose that is asked for', async () => {
    expect(await holds([OID.serverAuth, OID.clientAuth], [OID.clientAuth, OID.serverAuth])).toBe(true);
    expect(await holds([OID.serverAuth], [OID.clientAuth])).toBe(false);
    expect(await holds([OID.serverAuth], [OID.clientAuth, OID.serverAuth])).toBe(false);
  });

  it('takes a certificate without purposes, or with any of them, for every one', async () => {
    expect(await holds([], [OID.clientAuth])).toBe(true);
    expect(await holds([OID.anyExtendedKeyUsage], [OID.clientAuth])).toBe(true);
  });

  it('judges nothing when nothing is asked for', async () => {
    expect(checkPurposes(await allowing(OID.serverAuth), [])).toEqual([]);
  });
});
