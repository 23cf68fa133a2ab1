import { createHash } from 'node:crypto';
import { utf8 } from '@eseal/core';
import { flipBit, indexOfBytes, invoiceXml, lockedPdf, USER_PASSWORD } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench } from '../test-bench.ts';
import { type Kit, openKit } from '../test-kit.ts';

const CSV = 'date,amount\n2026-11-01,1000\n';

let kit: Kit;
let pdf: string;
let csv: string;
let p7s: string;

beforeAll(async () => {
  kit = await openKit();
  pdf = kit.bench.path('sealed.pdf');
  csv = kit.bench.write('ledger.csv', CSV);
  p7s = kit.bench.path('ledger.csv.p7s');
  const timestamped = ['--level', 'B-T', '--tsa', kit.services.tsa];
  expect(await kit.run(['seal', kit.pdf, '--out', pdf, ...kit.key, ...timestamped])).toMatchObject({
    code: 0,
  });
  expect(await kit.run(['seal', csv, '--out', p7s, ...kit.key])).toMatchObject({ code: 0 });
});
afterAll(() => kit[Symbol.asyncDispose]());

async function report(...argv: readonly string[]) {
  const { code, stdout, stderr } = await kit.run(['verify', ...argv, '--report', 'json']);
  return { code, stderr, json: stdout === '' ? undefined : JSON.parse(stdout) };
}

describe('eseal verify', () => {
  it('passes a sealed PDF for those who trust its root and do without revocation, with the fields of the contract', async () => {
    const { code, stderr, json } = await report(pdf, ...kit.trust);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(json).toMatchObject({
      document: { name: 'sealed.pdf', format: 'pades', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      conclusion: { indication: 'TOTAL-PASSED', subIndication: null },
      policy: 'strict',
    });
    const [seal] = json.seals;
    expect(seal).toMatchObject({
      format: 'PAdES',
      adesLevel: 'B-T',
      form: 'B-T',
      counterSignatureOf: null,
      structure: { valid: true, messages: [] },
      indication: 'TOTAL-PASSED',
      subIndication: null,
      cryptography: { referencesFound: true, referencesIntact: true, signatureIntact: true },
      proofOfExistence: 'timestamp',
      signingCertificateReference: { present: true, unique: true, digestMatch: true },
      trust: { route: 'pinned' },
      assuranceLevel: null,
      scope: { coversWholeDocument: true, byteRangeValid: true, dictionaryConsistent: true },
      timestamps: [{ type: 'signature', imprintFound: true, imprintIntact: true, signatureIntact: true }],
    });
    for (const name of [
      ...['id', 'claimedTime', 'bestSignatureTime', 'signingCertificate', 'chain', 'organization', 'kind'],
      ...['euQualification', 'revocation', 'findings'],
    ])
      expect(seal).toHaveProperty(name);
  });

  it('stays undecided without revocation data, and without trust', async () => {
    expect(await report(pdf, '--trust', ...kit.services.anchors)).toMatchObject({
      code: 2,
      json: { conclusion: { indication: 'INDETERMINATE' } },
    });
    expect(await report(pdf, '--revocation', 'none')).toMatchObject({
      code: 2,
      json: { conclusion: { subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' } },
    });
  });

  it('says the same byte for byte with --offline and --at, in whatever order its files are named', async () => {
    const [root = ''] = kit.services.anchors;
    const { issuingCa, tsa } = kit.world;
    const first = kit.bench.write('ca.der', issuingCa.certificate);
    const second = kit.bench.write('tsa.der', tsa.certificate);
    const at = new Date(kit.world.now.getTime() + 60_000).toISOString();
    const argv = [
      'verify',
      pdf,
      '--trust',
      root,
      '--offline',
      '--at',
      at,
      '--report',
      'json',
      '--certificates',
    ];
    const chain = kit.services.certificates;
    const outcomes = [
      await kit.run([...argv, chain, first, second]),
      await kit.run([...argv, chain, first, second]),
      await kit.run([...argv, second, first, chain]),
    ];
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(JSON.parse(outcomes[0]?.stdout ?? '')).toMatchObject({ validationTime: at, retrieval: [] });
  });

  it('fails a PDF with one flipped bit', async () => {
    const bytes = kit.bench.read('sealed.pdf');
    const file = kit.bench.write('flipped.pdf', flipBit(bytes, 300));
    expect(await report(file, ...kit.trust)).toMatchObject({
      code: 1,
      json: { conclusion: { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' } },
    });
  });

  it('holds a detached seal against its document, or against a digest of it', async () => {
    expect(await report(p7s, '--content', csv, ...kit.trust)).toMatchObject({ code: 0 });
    const digest = createHash('sha256').update(CSV).digest('hex');
    expect(await report(p7s, '--content-digest', `sha256:${digest}`, ...kit.trust)).toMatchObject({
      code: 0,
    });
    const other = kit.bench.write('other.csv', `${CSV} `);
    expect(await report(p7s, '--content', other, ...kit.trust)).toMatchObject({ code: 1 });
    expect(await report(p7s, ...kit.trust)).toMatchObject({
      code: 2,
      json: { conclusion: { subIndication: 'SIGNED_DATA_NOT_FOUND' } },
    });
  });

  it('finds the documents of a XAdES seal by their names, or by digests of them', async () => {
    using bench = openBench();
    const xml = bench.write('請求書 1.xml', invoiceXml());
    const beside = bench.path('seal.xml');
    expect(
      await kit.run(['seal', xml, '--out', beside, ...kit.key, '--packaging', 'detached']),
    ).toMatchObject({ code: 0 });
    const other = bench.write('other.csv', 'a,b');
    expect(await report(beside, '--content', other, xml, ...kit.trust)).toMatchObject({ code: 0 });
    const digest = `sha256:${createHash('sha256').update(invoiceXml()).digest('hex')}`;
    for (const text of [digest, `請求書 1.xml=${digest}`])
      expect(await report(beside, '--content-digest', text, ...kit.trust)).toMatchObject({ code: 0 });
    bench.write('請求書 1.xml', flipBit(invoiceXml(), 1000));
    expect(await report(beside, '--content', xml, ...kit.trust)).toMatchObject({
      code: 1,
      json: { conclusion: { subIndication: 'HASH_FAILURE' } },
    });
    expect(await report(beside, ...kit.trust)).toMatchObject({
      code: 2,
      json: { conclusion: { subIndication: 'SIGNED_DATA_NOT_FOUND' } },
    });
  });

  it('passes sealed XML, and fails it with one flipped bit', async () => {
    using bench = openBench();
    const sealed = bench.path('sealed.xml');
    expect(
      await kit.run(['seal', bench.write('a.xml', invoiceXml()), '--out', sealed, ...kit.key]),
    ).toMatchObject({ code: 0 });
    expect(await report(sealed, ...kit.trust)).toMatchObject({
      code: 0,
      json: {
        document: { format: 'xades' },
        seals: [{ format: 'XAdES', form: 'B-B', scope: { coversWholeDocument: true } }],
      },
    });
    const bytes = bench.read('sealed.xml');
    bench.write('sealed.xml', flipBit(bytes, indexOfBytes(bytes, utf8('358669'))));
    expect(await report(sealed, ...kit.trust)).toMatchObject({
      code: 1,
      json: { conclusion: { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' } },
    });
  });

  it('opens an encrypted PDF by its password, and says nothing of one that stays locked', async () => {
    using bench = openBench();
    const sealed = bench.path('sealed.pdf');
    const env = { PIN: kit.services.pin, PASSWORD: USER_PASSWORD, WRONG: 'wrong-1234' };
    const password = ['--password-env', 'PASSWORD'];
    const input = bench.write('locked.pdf', lockedPdf());
    expect(await kit.run(['seal', input, '--out', sealed, ...kit.key, ...password], { env })).toMatchObject({
      code: 0,
    });
    const verify = ['verify', sealed, ...kit.trust];
    expect(await kit.run([...verify, ...password], { env })).toMatchObject({ code: 0 });
    const locked = await kit.run(verify, { env });
    expect(locked).toMatchObject({ code: 65, stdout: '' });
    expect(locked.stderr).toMatch(/^eseal: PDF_PASSWORD_REQUIRED: [^\n]+\n$/);
    const wrong = await kit.run([...verify, '--password-env', 'WRONG', '--json'], { env });
    expect(wrong).toMatchObject({ code: 77, stdout: '' });
    expect(JSON.parse(wrong.stderr).error.code).toBe('PDF_PASSWORD_WRONG');
    expect(wrong.stderr).not.toContain('wrong-1234');
    const prompt = async (): Promise<string> => USER_PASSWORD;
    expect(await kit.run(verify, { env, prompt })).toMatchObject({ code: 0 });
  });

  it('is undecided about a PDF without seals, and fails what is of no format', async () => {
    const conclusions = await Promise.all(
      [kit.pdf, csv].map(async (file) => {
        const { code, json } = await report(file, ...kit.trust);
        return { code, ...json.conclusion };
      }),
    );
    expect(conclusions).toEqual([
      { code: 2, indication: 'INDETERMINATE', subIndication: null },
      { code: 1, indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
    ]);
  });

  it('reports on several files in an array and ends with the worst', async () => {
    const { code, json, stderr } = await report(pdf, kit.pdf, ...kit.trust);
    expect(code).toBe(2);
    expect(json.map(({ document }: { document: { name: string } }) => document.name)).toEqual([
      'sealed.pdf',
      'document.pdf',
    ]);
    expect(stderr).toContain('2/2');
  });

  it('judges for another time', async () => {
    const before = ['--at', '2020-01-01', ...kit.trust];
    expect((await report(pdf, ...before)).json.validationTime).toBe('2020-01-01T00:00:00.000Z');
    expect(await report(pdf, ...before)).toMatchObject({
      code: 1,
      json: { conclusion: { indication: 'TOTAL-FAILED', subIndication: 'NOT_YET_VALID' } },
    });
  });

  it('writes text in Japanese or English, and JSON with --json', async () => {
    const english = await kit.run(['verify', pdf, ...kit.trust]);
    const japanese = await kit.run(['verify', pdf, ...kit.trust, '--lang', 'ja']);
    expect(english).toMatchObject({ code: 0, stdout: expect.stringContaining('Verdict: valid') });
    expect(japanese.stdout).toMatch(/[ぁ-ん]/);
    expect(japanese.stdout).not.toContain('Verdict');
    const json = await kit.run(['verify', pdf, ...kit.trust, '--json']);
    expect(JSON.parse(json.stdout).conclusion.indication).toBe('TOTAL-PASSED');
  });

  it('verifies nothing when one of several files is not there', async () => {
    const { code, json } = await report(pdf, kit.bench.path('absent'), ...kit.trust);
    expect({ code, json }).toEqual({ code: 66, json: undefined });
  });

  it('stops when it is told to', async () => {
    const stopped = await kit.run(['verify', pdf, ...kit.trust], { stop: AbortSignal.abort() });
    expect(stopped.code).toBe(130);
  });
});
