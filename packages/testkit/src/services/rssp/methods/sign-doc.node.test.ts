import { fromBase64, toBase64 } from '@eseal/core';
import { expect, it } from 'vitest';
import { describeWithOpenssl, openBench } from '../../../../test/openssl.ts';
import { toPem } from '../../../pem.ts';
import { digest } from '../../digests.ts';
import { openTestRssp } from '../test-rssp.ts';

const CONTENT = new TextEncoder().encode('請求書\n');
const RSA_PSS = {
  signAlgo: '1.2.840.113549.1.1.10',
  signAlgoParams: 'MDSgDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgEFAKIDAgEg',
};

describeWithOpenssl('what signatures/signDoc makes, before openssl cms -verify', () => {
  it.each([
    ['seal-pin', { signAlgo: '1.2.840.10045.4.3.2' }],
    ['seal-pin-rsa', { signAlgo: '1.2.840.113549.1.1.11' }],
    ['seal-pin-rsa', RSA_PSS],
  ])('verifies with the key of %s and %o', async (credentialID, algorithm) => {
    const service = await openTestRssp('v2');
    const hash = toBase64(await digest('SHA-256', CONTENT));
    const documents = [
      { document: toBase64(CONTENT), signature_format: 'C', conformance_level: 'Ades-B-T', ...algorithm },
    ];
    const SAD = await service.sad(credentialID, [hash]);
    const { body } = await service.call('signatures/signDoc', { credentialID, SAD, documents });
    using bench = openBench();
    bench.write('root.pem', toPem('CERTIFICATE', ...service.rssp.world.anchors));
    bench.write('seal.p7m', fromBase64(String(Object(body.DocumentWithSignature)[0])) ?? new Uint8Array());
    const verify = [
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      'seal.p7m',
      '-CAfile',
      'root.pem',
      '-purpose',
      'any',
    ];
    expect(bench.openssl(...verify).output).toContain('CMS Verification successful');
  });
});
