import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseCertificate } from '../x509/certificate.ts';
import { organizationOf } from './legal-person.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl)
  console.warn('openssl is not installed: organisations of certificates made by it are not tested');

const CONFIGURATION = `
[req]
distinguished_name = subject
prompt = no
utf8 = yes
string_mask = utf8only
x509_extensions = extensions
[subject]
C = JP
0.organizationName = 国税庁
0.organizationIdentifier = NTRJP-7000012050002
1.organizationIdentifier = TD:JP-123456789
commonName = Seal
+organizationIdentifier = LEIXG-506700GE1G29325QX363
[extensions]
subjectAltName = dirName:branch
1.3.6.1.4.1.52266.1 = ASN1:UTF8String:529900T8BM49AURSDO55
[branch]
O = National Tax Agency
OU = Osaka Regional Taxation Bureau
`;

describe.skipIf(!hasOpenssl)('organizationOf, for a certificate made by openssl', () => {
  const directory = mkdtempSync(join(tmpdir(), 'eseal-identity-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('finds every identifier with its place, and the conflict', () => {
    const configuration = join(directory, 'openssl.cnf');
    const output = join(directory, 'certificate.der');
    writeFileSync(configuration, CONFIGURATION);
    const newKey = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      join(directory, 'key'),
    ];
    const options = ['-x509', '-config', configuration, '-outform', 'DER', '-out', output];
    execFileSync('openssl', ['req', ...newKey, ...options], { stdio: 'pipe' });

    const identity = organizationOf(parseCertificate(readFileSync(output)));
    expect(identity?.name).toBe('国税庁');
    expect(identity?.identifiers.map(({ raw, place, checkDigit }) => [raw, place, checkDigit])).toEqual([
      ['NTRJP-7000012050002', 'subject', 'ok'],
      ['TD:JP-123456789', 'subject-repeated', 'none'],
      ['LEIXG-506700GE1G29325QX363', 'subject-multi-valued', 'ok'],
      ['529900T8BM49AURSDO55', 'lei-extension', 'ok'],
    ]);
    expect(identity?.conflicts.map(({ registry }) => registry)).toEqual(['lei']);
    expect(identity?.declared.map(({ value }) => value)).toEqual([
      'National Tax Agency',
      'Osaka Regional Taxation Bureau',
    ]);
  });
});
