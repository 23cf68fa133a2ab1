import { describe, expect, it } from 'vitest';
import { NOW } from '../../test/judging.ts';
import { firstSeal, reportOn } from '../../test/reported.ts';
import {
  attemptsToJson,
  organizationToJson,
  reportedCertificateToJson,
  revocationToJson,
  trustToJson,
} from './path-to-json.ts';

describe('JSON of paths', () => {
  it('names certificates without their bytes', async () => {
    const { signingCertificate } = firstSeal(await reportOn('B-B'));
    if (signingCertificate === null) throw new Error('the seal has no certificate');
    expect(Object.keys(reportedCertificateToJson(signingCertificate))).toEqual([
      'subject',
      'issuer',
      'serialNumber',
      'sha256',
      'notBefore',
      'notAfter',
    ]);
  });

  it('names the evidence of a status by its digest', async () => {
    const { path } = firstSeal(await reportOn('B-B'));
    const [first] = path.revocation;
    if (first === undefined) throw new Error('the path has no certificate');
    const evidence = [{ kind: 'ocsp', sha256: 'ab', encoding: new Uint8Array(1) }] as const;
    const revocation = [{ ...first, source: 'ocsp', status: 'good', thisUpdate: NOW, evidence }] as const;
    expect(revocationToJson({ ...path, revocation })).toMatchObject([
      { source: 'ocsp', status: 'good', thisUpdate: NOW.toISOString(), nextUpdate: null, evidence: ['ab'] },
    ]);
  });

  it('says who is trusted, who is named, and what was tried', async () => {
    const { organization, path } = firstSeal(await reportOn('B-B'));
    expect(trustToJson(path)).toMatchObject({ route: 'pinned', anchor: path.chain.at(-1) });
    expect(organizationToJson(organization)).toMatchObject({ name: '株式会社サンプル' });
    expect(organizationToJson(null)).toBeNull();
    const untrusted = firstSeal(await reportOn('B-B', { trust: [] })).path;
    expect(attemptsToJson(untrusted, 'en')).toMatchObject([
      { reason: { message: expect.stringMatching(/\.$/) } },
    ]);
  });
});
