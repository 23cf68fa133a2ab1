import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCertificate } from '@eseal/core/x509';
import { afterAll, describe, expect, it } from 'vitest';
import { checkEsealCertificate } from './eseal-certificate.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl)
  console.warn('openssl is not installed: the profile is not tested with certificates made by it');

/** Fields of the figure's example, in the words of openssl. */
const CONFIGURATION = `
[req]
distinguished_name = subject
prompt = no
utf8 = yes
string_mask = utf8only
[authority]
keyUsage = critical, keyCertSign, cRLSign
basicConstraints = critical, CA:TRUE
subjectKeyIdentifier = hash
[seal]
keyUsage = critical, digitalSignature, nonRepudiation
basicConstraints = CA:FALSE
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
certificatePolicies = 2.999.1.1, 2.999.1.2
crlDistributionPoints = URI:http://eseal.test/ca.crl
authorityInfoAccess = OCSP;URI:http://eseal.test/ocsp, caIssuers;URI:http://eseal.test/ca.cer
1.3.6.1.4.1.52266.1 = ASN1:PRINTABLESTRING:506700GE1G29325QX363
[subject]
C = JP
`;

describe.skipIf(!hasOpenssl)('checkEsealCertificate, for certificates made by openssl', () => {
  const directory = mkdtempSync(join(tmpdir(), 'eseal-profile-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const file = (name: string): string => join(directory, name);
  const openssl = (...parameters: readonly string[]): void => {
    execFileSync('openssl', [...parameters], { stdio: 'pipe' });
  };

  function issue(subject: string): Parameters<typeof checkEsealCertificate>[0][] {
    writeFileSync(file('cnf'), CONFIGURATION);
    const common = ['req', '-config', file('cnf'), '-utf8', '-newkey', 'rsa:3072', '-nodes', '-sha256'];
    const authority = '/C=JP/O=Test Authority/organizationIdentifier=NTRJP-1555666777888/CN=Test CA';
    openssl(
      ...common,
      '-x509',
      '-extensions',
      'authority',
      '-subj',
      authority,
      '-keyout',
      file('ca.key'),
      '-out',
      file('ca'),
    );
    openssl(...common, '-subj', subject, '-keyout', file('seal.key'), '-out', file('csr'));
    const issuing = [
      'x509',
      '-req',
      '-in',
      file('csr'),
      '-CA',
      file('ca'),
      '-CAkey',
      file('ca.key'),
      '-days',
      '730',
    ];
    openssl(...issuing, '-sha256', '-extfile', file('cnf'), '-extensions', 'seal', '-out', file('seal'));
    return ['seal', 'ca'].map((name) => {
      openssl('x509', '-in', file(name), '-outform', 'DER', '-out', file(`${name}.der`));
      return parseCertificate(readFileSync(file(`${name}.der`)));
    });
  }

  function statuses(subject: string): Readonly<Record<string, string>> {
    const [certificate, issuer] = issue(subject);
    if (certificate === undefined || issuer === undefined) throw new Error('openssl made no certificates');
    const { rows } = checkEsealCertificate(certificate, {
      assuranceLevel: 2,
      issuer,
      commonPolicyOid: '2.999.1.2',
    });
    return Object.fromEntries(rows.flatMap(({ id, status }) => (status === 'ok' ? [] : [[id, status]])));
  }

  it('finds nothing about the example of the guidelines', () => {
    expect(statuses('/C=JP/O=国税庁/organizationIdentifier=NTRJP-7000012050002/CN=NTA')).toEqual({});
  });

  it('finds the wrong check digit of the number that documents use as a sample', () => {
    expect(statuses('/C=JP/O=国税庁/organizationIdentifier=NTRJP-1234567890123/CN=NTA')).toEqual({
      'F-07': 'error',
    });
  });
});
