/** Extensions as OpenSSL writes them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { crlDistributionPoints } from './distribution-points.ts';
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  extendedKeyUsage,
  inhibitAnyPolicy,
  keyUsage,
  nameConstraints,
  policyConstraints,
  policyMappings,
  subjectAltName,
  subjectKeyIdentifier,
} from './extensions.ts';
import { formatName } from './format-name.ts';

const CONFIGURATION = `
[req]
distinguished_name = dn
string_mask = utf8only
prompt = no
[dn]
C = JP
O = 株式会社サンプル
organizationIdentifier = NTRJP-1555666777888
[ext]
basicConstraints = critical, CA:TRUE, pathlen:3
keyUsage = critical, digitalSignature, nonRepudiation, keyCertSign
extendedKeyUsage = timeStamping, OCSPSigning
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always, issuer:always
subjectAltName = DNS:example.jp, email:a@example.jp, URI:http://example.jp/, IP:192.0.2.1, RID:2.999.3, dirName:alias, otherName:2.999.4;UTF8:別名
certificatePolicies = 2.999.1, @policy
policyMappings = 2.999.1:2.999.2
policyConstraints = requireExplicitPolicy:1, inhibitPolicyMapping:2
inhibitAnyPolicy = 4
nameConstraints = critical, permitted;DNS:.example.jp, excluded;email:.evil.example
crlDistributionPoints = point
authorityInfoAccess = OCSP;URI:http://ocsp.example.jp/, caIssuers;URI:http://ca.example.jp/ca.cer
[alias]
OU = 経理部
[policy]
policyIdentifier = 2.999.5
CPS.1 = http://example.jp/cps
userNotice.1 = @notice
[notice]
explicitText = UTF8:お読みください
[point]
fullname = URI:http://example.jp/ca.crl
reasons = keyCompromise, CACompromise
`;

describe.skipIf(spawnSync('openssl', ['version']).status !== 0)('extensions made by openssl', () => {
  let certificate: Certificate;
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'eseal-x509-'));
    writeFileSync(join(folder, 'x.cnf'), CONFIGURATION);
    const command =
      'req -x509 -utf8 -newkey ed25519 -nodes -keyout key.pem -config x.cnf -extensions ext -outform DER';
    certificate = parseCertificate(
      Uint8Array.from(
        execFileSync('openssl', command.split(' '), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }),
      ),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are read as they were asked for', () => {
    expect(formatName(certificate.subject)).toBe(
      'organizationIdentifier=NTRJP-1555666777888, O=株式会社サンプル, C=JP',
    );
    expect(basicConstraints(certificate)).toEqual({ cA: true, pathLenConstraint: 3 });
    expect(keyUsage(certificate)).toEqual(['digitalSignature', 'nonRepudiation', 'keyCertSign']);
    expect(extendedKeyUsage(certificate)).toEqual([OID.timeStamping, OID.ocspSigning]);
    expect(authorityKeyIdentifier(certificate)?.keyIdentifier).toEqual(subjectKeyIdentifier(certificate));
    expect(authorityKeyIdentifier(certificate)?.authorityCertSerialNumber).toEqual(certificate.serialNumber);
    expect(policyMappings(certificate)).toEqual([
      { issuerDomainPolicy: '2.999.1', subjectDomainPolicy: '2.999.2' },
    ]);
    expect(policyConstraints(certificate)).toEqual({ requireExplicitPolicy: 1, inhibitPolicyMapping: 2 });
    expect(inhibitAnyPolicy(certificate)).toBe(4);
    expect(nameConstraints(certificate)).toEqual({
      permitted: [{ base: { kind: 'dNSName', value: '.example.jp' }, minimum: 0 }],
      excluded: [{ base: { kind: 'rfc822Name', value: '.evil.example' }, minimum: 0 }],
    });
    expect(authorityInfoAccess(certificate)?.map(({ accessLocation }) => accessLocation)).toEqual([
      { kind: 'uniformResourceIdentifier', value: 'http://ocsp.example.jp/' },
      { kind: 'uniformResourceIdentifier', value: 'http://ca.example.jp/ca.cer' },
    ]);
  });

  it('have names of every kind', () => {
    const kinds = subjectAltName(certificate)?.map(({ kind }) => kind);
    expect(kinds).toEqual([
      'dNSName',
      'rfc822Name',
      'uniformResourceIdentifier',
      'iPAddress',
      'registeredID',
      'directoryName',
      'otherName',
    ]);
  });

  it('have policies with qualifiers, and distribution points with reasons', () => {
    const policies = certificatePolicies(certificate);
    expect(policies?.map(({ policyIdentifier, cps }) => [policyIdentifier, cps])).toEqual([
      ['2.999.1', []],
      ['2.999.5', ['http://example.jp/cps']],
    ]);
    const [point] = crlDistributionPoints(certificate) ?? [];
    expect(point?.fullName).toEqual([
      { kind: 'uniformResourceIdentifier', value: 'http://example.jp/ca.crl' },
    ]);
    expect(point?.reasons).toEqual(Uint8Array.of(0x60));
  });
});
