import { utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { invoiceXml } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SignaturePolicy } from '../statements.ts';
import { createTestSealer, type TestSealer, textOf } from '../test-seals.ts';
import { parseXades } from './parse.ts';

const RULES = utf8('封印規程 第1版');
const IDENTIFIER = '<xades:Identifier Qualifier="OIDAsURN">urn:oid:1.2.392.1</xades:Identifier>';

let sealer: TestSealer;
let policy: SignaturePolicy;
beforeAll(async () => {
  sealer = await createTestSealer();
  policy = {
    oid: '1.2.392.1',
    digest: { algorithm: 'SHA-256', value: Uint8Array.from(await digestBytes('SHA-256', RULES)) },
    uri: 'https://policy.example/1',
    userNotice: '乙',
    store: { document: RULES, specification: 'https://policy.example/spec' },
  };
});

async function policyOf(sealed: Uint8Array | string) {
  const source = typeof sealed === 'string' ? utf8(sealed) : sealed;
  return (await parseXades(source)).signatures[0]?.signaturePolicy;
}

describe('the policy that a seal in XML names', () => {
  it('is handed over with everything it states, its document among it', async () => {
    const sealed = await sealer.sealed(invoiceXml(), { signaturePolicy: policy });
    expect(await policyOf(sealed)).toEqual({
      kind: 'explicit',
      identifier: '1.2.392.1',
      digestAlgorithm: 'SHA-256',
      digest: policy.digest.value,
      location: policy.uri,
      userNotice: '乙',
      noticeNumbers: [],
      document: RULES,
      transforms: undefined,
    });
  });

  it('has the numbers of a notice, and transforms with the namespaces that they stand in', async () => {
    const sealed = textOf(await sealer.sealed(invoiceXml(), { signaturePolicy: policy }));
    const numbers =
      '<xades:NoticeRef><xades:Organization>甲</xades:Organization><xades:NoticeNumbers><xades:int>1</xades:int><xades:int>3</xades:int></xades:NoticeNumbers></xades:NoticeRef>';
    const transforms =
      '<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/></ds:Transforms>';
    const changed = sealed
      .replace('<xades:SPUserNotice>', `<xades:SPUserNotice>${numbers}`)
      .replace('</xades:SigPolicyId>', `</xades:SigPolicyId>${transforms}`);
    const read = await policyOf(changed);
    expect(read).toMatchObject({ noticeNumbers: [1, 3] });
    const stated = read?.kind === 'explicit' ? textOf(read.transforms ?? new Uint8Array()) : '';
    expect(stated).toContain('xmlns:xades=');
    expect(stated).toContain('REC-xml-c14n-20010315"></ds:Transform></ds:Transforms>');
  });

  it('may be implied, and may be absent', async () => {
    expect(await policyOf(await sealer.sealed(invoiceXml(), { signaturePolicy: 'implied' }))).toEqual({
      kind: 'implied',
    });
    expect(await policyOf(await sealer.sealed(invoiceXml()))).toBeUndefined();
  });

  it('is unreadable without an identifier, or when that holds more than text', async () => {
    const sealed = textOf(await sealer.sealed(invoiceXml(), { signaturePolicy: policy }));
    expect(sealed).toContain(IDENTIFIER);
    for (const other of [
      '',
      '<xades:Identifier/>',
      '<xades:Identifier>urn:<!-- -->oid:1.2</xades:Identifier>',
    ])
      expect(await policyOf(sealed.replace(IDENTIFIER, other))).toEqual({ kind: 'unreadable' });
  });
});
