import { digestBytes } from '@eseal/core/crypto';
import { subjectKeyIdentifier } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { accreditedDuring, JP, serviceWith, shifted, stateOf } from '../../test/japanese-scheme.ts';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { identityOf } from '../../test/listing.ts';
import { identifies, stateAt } from './service-at.ts';

const [FROM, UNTIL] = [new Date('2025-01-01T00:00:00Z'), new Date('2026-01-01T00:00:00Z')];

describe('stateAt', () => {
  const service = serviceWith(accreditedDuring(FROM, UNTIL));
  const statusAt = (time: Date) => stateAt(service, time)?.status;

  it('K26: is the state whose period holds the time, to the second', () => {
    expect(statusAt(FROM)).toBe(JP.accredited);
    expect(statusAt(shifted(UNTIL, -1000))).toBe(JP.accredited);
    expect(statusAt(UNTIL)).toBe(JP.withdrawn);
  });

  it('is none before a service was listed, and in a gap of its history', () => {
    expect(statusAt(shifted(FROM, -1000))).toBeUndefined();
    const gap = serviceWith([stateOf({ from: UNTIL }), stateOf({ from: FROM, until: shifted(FROM, 1000) })]);
    expect(stateAt(gap, shifted(FROM, 1000))).toBeUndefined();
  });
});

describe('identifies', () => {
  it('K25: wants the name and the key', async () => {
    const { issuingCa, root } = await goodWorld();
    const certificate = certificateOf(issuingCa);
    const own = identityOf(certificate);
    expect(await identifies(own, certificate)).toBe(true);
    const { publicKey, subject } = certificateOf(root);
    expect(await identifies({ ...own, publicKey }, certificate)).toBe(false);
    expect(await identifies({ ...own, name: subject }, certificate)).toBe(false);
  });

  it('K25: takes a key identifier beside the name only where no key is stated, and never a name alone', async () => {
    const { issuingCa, root } = await goodWorld();
    const certificate = certificateOf(issuingCa);
    const keyless = { ...identityOf(certificate), certificate: undefined, publicKey: undefined };
    const identifier = subjectKeyIdentifier(certificate);
    expect(await identifies({ ...keyless, subjectKeyIdentifier: identifier }, certificate)).toBe(true);
    expect(await identifies({ ...keyless, subjectKeyIdentifier: Uint8Array.of(1) }, certificate)).toBe(false);
    expect(await identifies(keyless, certificate)).toBe(false);
    const other = { ...keyless, publicKey: certificateOf(root).publicKey, subjectKeyIdentifier: identifier };
    expect(await identifies(other, certificate)).toBe(false);
  });

  it('K25: believes no key identifier that a certificate states of another key', async () => {
    const genuine = certificateOf((await goodWorld()).issuingCa);
    const { publicKey } = certificateOf((await goodWorld({ key: 'p384' })).issuingCa);
    const keyless = { ...identityOf(genuine), certificate: undefined, publicKey: undefined };
    const identity = { ...keyless, subjectKeyIdentifier: subjectKeyIdentifier(genuine) };
    // Name and extensions as the listed authority's, the key as somebody else's.
    expect(await identifies(identity, { ...genuine, publicKey })).toBe(false);
    expect(await identifies(identity, genuine)).toBe(true);
  });

  it('reads key identifiers that are cut from SHA-256, too', async () => {
    const certificate = certificateOf((await goodWorld()).issuingCa);
    const digest = await digestBytes('SHA-256', certificate.publicKey.bits);
    const keyless = { ...identityOf(certificate), certificate: undefined, publicKey: undefined };
    const cut = (length: number) => ({ ...keyless, subjectKeyIdentifier: digest.slice(0, length) });
    expect(await identifies(cut(20), certificate)).toBe(true);
    expect(await identifies(cut(8), certificate)).toBe(false);
  });
});
