import { toHex } from '@eseal/core';
import { createTimestampClient } from '@eseal/core/timestamp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PadesOptions } from '../options.ts';
import { buildTestPdf, pageObjects } from '../pdf/test-documents.ts';
import { createTestSealer, type TestSealer } from '../test-seals.ts';

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

interface Attempt {
  readonly options?: PadesOptions;
  readonly adesLevel?: 'B-B' | 'B-T';
  /** Further entries of the field. */
  readonly field?: string;
}

/** The entry that a field with these seed values finds unmet, `sealed` when there is none. */
async function attempt(seedValues: string, { options, adesLevel = 'B-B', field = '' }: Attempt = {}) {
  const objects = {
    ...pageObjects(1, '/AcroForm<</Fields[8 0 R]>>'),
    8: `<</T(Approval)/FT/Sig/SV 9 0 R${field}>>`,
    9: `<</Type/SV${seedValues}>>`,
  };
  const { transport, urls, now } = sealer.world;
  const timestamps = createTimestampClient({ url: urls.tsa, transport, now: () => now });
  try {
    const wanted = { fieldName: 'Approval', ...options };
    await sealer.seal(buildTestPdf({ objects }), wanted, { adesLevel, timestamps });
    return 'sealed';
  } catch (error) {
    const { code, facts } = error as { code: string; facts: { entry?: string; field?: string } };
    expect([code, facts.field]).toEqual(['PDF_SEED_VALUE_UNMET', 'Approval']);
    return facts.entry;
  }
}

const reason = (text: string): Attempt => ({ options: { reason: text } });
const certify = (permission: 1 | 2 | 3): Attempt => ({ options: { certify: permission } });
const locked = (permission: 1 | 2): Attempt => ({ field: `/Lock<</Action/All/P ${permission}>>` });
const REASONS = '/Ff 8/Reasons[(I agree)(Works for me)]';

describe('seed values', () => {
  it.each<[seedValues: string, attempt: Attempt, outcome: string]>([
    ['/Ff 1/Filter/Adobe.PPKLite', {}, 'sealed'],
    ['/Ff 1/Filter/Entrust.PPKEF', {}, 'Filter'],
    ['/Ff 0/Filter/Entrust.PPKEF', {}, 'sealed'],
    ['/Ff 1', {}, 'sealed'],
    ['/Ff 2/SubFilter[/ETSI.CAdES.detached]', {}, 'sealed'],
    ['/Ff 2/SubFilter[/this.does.not.exist/ETSI.CAdES.detached]', {}, 'sealed'],
    ['/Ff 2/SubFilter[/adbe.pkcs7.detached]', {}, 'SubFilter'],
    ['/Ff 2/SubFilter[]', {}, 'SubFilter'],
    ['/SubFilter[/adbe.pkcs7.detached]', {}, 'sealed'],
    ['/Ff 4/V 3', {}, 'sealed'],
    ['/Ff 4/V 3.1', {}, 'V'],
    ['/V 4', {}, 'sealed'],
    [REASONS, reason('I agree'), 'sealed'],
    [REASONS, reason('Aw yiss'), 'Reasons'],
    [REASONS, {}, 'Reasons'],
    ['/Reasons[(I agree)]', reason('Aw yiss'), 'sealed'],
    ['/Ff 8', reason('I agree'), 'Reasons'],
    ['/Ff 8', {}, 'sealed'],
    ['/Ff 8/Reasons[(.)]', reason('.'), 'Reasons'],
    ['/Ff 8/Reasons[(.)]', {}, 'sealed'],
    ['/Ff 64/DigestMethod[(sha256)(SHA-512)]', {}, 'sealed'],
    ['/Ff 64/DigestMethod[/SHA256]', {}, 'sealed'],
    ['/Ff 64/DigestMethod[(SHA384)(SHA3-256)]', {}, 'DigestMethod'],
    ['/DigestMethod[(SHA384)]', {}, 'sealed'],
    ['/MDP<</P 0>>', {}, 'sealed'],
    ['/MDP<</P 0>>', certify(2), 'MDP'],
    ['/MDP<</P 2>>', certify(2), 'sealed'],
    ['/MDP<</P 2>>', certify(1), 'MDP'],
    ['/MDP<</P 2>>', {}, 'MDP'],
    ['/MDP<</P 7>>', {}, 'MDP'],
    ['/MDP<<>>', certify(3), 'sealed'],
    ['/TimeStamp<</URL(http://tsa.example.com)/Ff 1>>', {}, 'TimeStamp'],
    ['/TimeStamp<</URL(http://tsa.example.com)/Ff 1>>', { adesLevel: 'B-T' }, 'sealed'],
    ['/TimeStamp<</URL(http://tsa.example.com)/Ff 0>>', {}, 'sealed'],
    ['/Ff 16/LegalAttestation[(None)]', {}, 'LegalAttestation'],
    ['/LegalAttestation[(None)]', {}, 'sealed'],
    ['/Ff 32/AddRevInfo true', { adesLevel: 'B-T' }, 'AddRevInfo'],
    ['/Ff 32/AddRevInfo false', {}, 'sealed'],
    ['/AddRevInfo true', {}, 'sealed'],
    ['/Ff 128/LockDocument/true', {}, 'LockDocument'],
    ['/Ff 128/LockDocument/true', locked(1), 'sealed'],
    ['/Ff 128/LockDocument/true', locked(2), 'LockDocument'],
    ['/Ff 128/LockDocument/true', certify(1), 'sealed'],
    ['/Ff 128/LockDocument/false', {}, 'sealed'],
    ['/Ff 128/LockDocument/false', locked(1), 'LockDocument'],
    ['/Ff 128/LockDocument/auto', {}, 'sealed'],
    ['/LockDocument/true', {}, 'sealed'],
    ['/Ff 256/AppearanceFilter(Stamp)', {}, 'AppearanceFilter'],
    ['/AppearanceFilter(Stamp)', {}, 'sealed'],
    // Entries of wrong types are no entries.
    ['/Ff 511/Filter 1/MDP 2/TimeStamp[]/Cert(x)/V(x)', {}, 'sealed'],
  ])('%s with %o: %s', async (seedValues, options, outcome) => {
    expect(await attempt(seedValues, options)).toBe(outcome);
  });

  it('name the address that a timestamp is wanted from, and nobody calls it', async () => {
    const objects = {
      ...pageObjects(1, '/AcroForm<</Fields[8 0 R]>>'),
      8: '<</T(Sig)/FT/Sig/SV<</TimeStamp<</URL(http://tsa.example.com/tsa)/Ff 1>>>>>>',
    };
    await expect(sealer.seal(buildTestPdf({ objects }), { fieldName: 'Sig' })).rejects.toMatchObject({
      code: 'PDF_SEED_VALUE_UNMET',
      facts: { field: 'Sig', entry: 'TimeStamp', url: 'http://tsa.example.com/tsa' },
    });
  });

  it('make no longer messages than people read', async () => {
    const many = Array.from({ length: 2000 }, (_, at) => `(${'x'.repeat(99)}${at})`).join('');
    const objects = {
      ...pageObjects(1, '/AcroForm<</Fields[8 0 R]>>'),
      8: `<</T(Sig)/FT/Sig/SV<</Ff 8/Reasons[${many}]>>>>`,
    };
    const refused = sealer.seal(buildTestPdf({ objects }), { fieldName: 'Sig' });
    await expect(refused).rejects.toMatchObject({ message: expect.stringMatching(/^.{1,500}$/) });
  });
});

describe('seed values of the certificate', () => {
  const hex = (name: 'seal' | 'issuing-ca' | 'root' | 'tsa') =>
    `<${toHex(sealer.world.entity(name).certificate)}>`;
  const certificate = (entries: string, further: Attempt = {}) => attempt(`/Cert<<${entries}>>`, further);
  const POLICY = {
    oid: '2.999.7',
    digest: { algorithm: 'SHA-256', value: new Uint8Array(32).fill(7) },
  } as const;
  const underPolicy = (further: PadesOptions = {}): Attempt => ({
    options: { signaturePolicy: POLICY, ...further },
  });

  it('may name the certificate', async () => {
    expect(await certificate(`/Ff 1/Subject[${hex('tsa')}${hex('seal')}]`)).toBe('sealed');
    expect(await certificate(`/Ff 1/Subject[${hex('tsa')}]`)).toBe('Subject');
    expect(await certificate(`/Subject[${hex('tsa')}]`)).toBe('sealed');
  });

  it('may name its issuers, whether the Signer has their certificates or not', async () => {
    expect(await certificate(`/Ff 2/Issuer[${hex('issuing-ca')}]`)).toBe('sealed');
    expect(await certificate(`/Ff 2/Issuer[${hex('root')}]`)).toBe('sealed');
    expect(await certificate(`/Ff 2/Issuer[${hex('tsa')}<00>]`)).toBe('Issuer');
    expect(await certificate(`/Issuer[${hex('tsa')}]`)).toBe('sealed');
  });

  it.each([
    ['/Ff 4/OID[(2.999.9)(2.999.1.2)]', 'sealed'],
    ['/Ff 4/OID[(2.999.9)]', 'OID'],
    ['/OID[(2.999.9)]', 'sealed'],
    ['/Ff 8/SubjectDN[<</C(JP)/organizationIdentifier(NTRJP-1555666777888)>>]', 'sealed'],
    ['/Ff 8/SubjectDN[<</CN(Alice)>><</c(JP)>>]', 'sealed'],
    ['/Ff 8/SubjectDN[<</2.5.4.6(JP)>>]', 'sealed'],
    ['/Ff 8/SubjectDN[<</CN(Alice)>>]', 'SubjectDN'],
    ['/Ff 8/SubjectDN[<</C(JP)/CN(Alice)>>]', 'SubjectDN'],
    ['/Ff 8/SubjectDN[<</Shoe(42)>>]', 'SubjectDN'],
    ['/SubjectDN[<</CN(Alice)>>]', 'sealed'],
    ['/Ff 32/KeyUsage[(1)]', 'sealed'],
    ['/Ff 32/KeyUsage[(XXXXX0X)]', 'sealed'],
    ['/Ff 32/KeyUsage[(0)(1X0X)]', 'sealed'],
    ['/Ff 32/KeyUsage[(0)]', 'KeyUsage'],
    ['/Ff 32/KeyUsage[(XXXXX1)]', 'KeyUsage'],
    ['/KeyUsage[(0)]', 'sealed'],
    ['/Ff 64/URL(https://example.com)', 'sealed'],
    ['/Ff 64/URL(https://example.com)/URLType/ASSP', 'URL'],
    ['/URL(https://example.com)/URLType/ASSP', 'sealed'],
    ['/SignaturePolicyOID(2.999.7)', 'SignaturePolicyOID'],
  ])('%s: %s', async (entries, outcome) => {
    expect(await certificate(entries)).toBe(outcome);
  });

  it.each<[entries: string, further: PadesOptions, outcome: string]>([
    ['', {}, 'sealed'],
    [`/SignaturePolicyHashValue<${'07'.repeat(32)}>/SignaturePolicyHashAlgorithm/SHA256`, {}, 'sealed'],
    [`/SignaturePolicyHashValue<${'08'.repeat(32)}>`, {}, 'SignaturePolicyOID'],
    ['/SignaturePolicyHashAlgorithm/SHA512', {}, 'SignaturePolicyOID'],
    ['/SignaturePolicyCommitmentType[(1.2.3)]', { commitmentTypes: ['1.2.3'] }, 'sealed'],
    ['/SignaturePolicyCommitmentType[(1.2.3)]', { commitmentTypes: ['1.2.4'] }, 'SignaturePolicyOID'],
    ['/SignaturePolicyCommitmentType[()]', { commitmentTypes: ['1.2.4'] }, 'sealed'],
  ])('under the policy 2.999.7 with%s and %o: %s', async (entries, further, outcome) => {
    expect(await certificate(`/SignaturePolicyOID(2.999.7)${entries}`, underPolicy(further))).toBe(outcome);
  });
});
