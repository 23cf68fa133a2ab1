import { utf8 } from '@eseal/core';
import { encodeTimestampRequest } from '@eseal/core/timestamp';
import {
  addDays,
  certificateId,
  createGoodWorld,
  invoiceXml,
  issueCrl,
  issueOcspResponse,
  lockedPdf,
  replaceBytes,
  SAMPLE_POLICIES,
  smallPdf,
  toPem,
  truncate,
  USER_PASSWORD,
} from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench } from '../test-bench.ts';
import { type Kit, openKit } from '../test-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

async function inspect(file: string): Promise<unknown> {
  const { code, stdout, stderr } = await kit.run(['inspect', file, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

const NOW = new Date('2026-11-01T09:00:00Z');

describe('eseal inspect', () => {
  it('tells of the seals of a document and judges nothing', async () => {
    const file = kit.bench.path('sealed.pdf');
    const argv = ['--level', 'B-T', '--tsa', kit.services.tsa, '--field', 'Seal', '--certify', '1'];
    await kit.run(['seal', kit.pdf, '--out', file, ...kit.key, ...argv]);
    const facts = await inspect(file);
    expect(facts).toMatchObject({
      kind: 'pades',
      seals: [
        {
          format: 'PAdES',
          form: 'B-T',
          field: 'Seal',
          permission: 1,
          algorithm: 'ecdsa-sha256',
          structure: 'valid',
          timestamps: [{ type: 'signature', time: expect.stringMatching(/Z$/) }],
        },
      ],
    });
    const { stdout } = await kit.run(['inspect', file]);
    expect(stdout).toContain('seal:\n  id: ');
    expect(stdout).toContain('株式会社サンプル');
    expect(JSON.stringify(facts) + stdout).not.toMatch(/PASSED|FAILED|INDETERMINATE/);
  });

  it('tells of the seals of XML and what they refer to', async () => {
    using bench = openBench();
    const xml = bench.write('invoice.xml', invoiceXml());
    const sealed = bench.path('sealed.xml');
    const argv = ['--level', 'B-T', '--tsa', kit.services.tsa];
    await kit.run(['seal', xml, '--out', sealed, ...kit.key, ...argv]);
    expect(await inspect(sealed)).toMatchObject({
      kind: 'xades',
      seals: [
        {
          format: 'XAdES',
          form: 'B-T',
          structure: 'valid',
          references: [
            { kind: 'reference', uri: '', digestAlgorithm: 'SHA-256', found: true },
            { kind: 'signed-properties', found: true },
          ],
          certificates: [{ subject: expect.stringContaining('株式会社サンプル') }, {}],
          timestamps: [{ type: 'signature', time: expect.stringMatching(/Z$/) }],
        },
      ],
    });
    expect(await inspect(xml)).toMatchObject({ kind: 'xades', seals: [] });
    await kit.run(['seal', xml, '--out', bench.path('beside.xml'), ...kit.key, '--packaging', 'detached']);
    expect(await inspect(bench.path('beside.xml'))).toMatchObject({
      seals: [{ references: [{ uri: 'invoice.xml', found: false }, {}] }],
    });
  });

  it('tells of an encrypted PDF to those who have its password', async () => {
    using bench = openBench();
    const locked = bench.write('locked.pdf', lockedPdf());
    const env = { PASSWORD: USER_PASSWORD };
    const argv = ['inspect', locked, '--json'];
    const opened = await kit.run([...argv, '--password-env', 'PASSWORD'], { env });
    expect(opened).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(opened.stdout)).toMatchObject({ kind: 'pades', seals: [] });
    expect(await kit.run(argv)).toMatchObject({
      code: 65,
      stdout: '',
      stderr: expect.stringContaining('PDF_PASSWORD_REQUIRED'),
    });
    expect(await kit.run([...argv, '--password-env', 'PASSWORD'], { env: { PASSWORD: 'x' } })).toMatchObject({
      code: 77,
      stdout: '',
    });
  });

  it('tells of a PDF with broken cross-references what a search finds in it, and says so', async () => {
    using bench = openBench();
    const broken = replaceBytes(smallPdf(), utf8('startxref\n'), utf8('startxref\n9'));
    expect(await inspect(bench.write('broken.pdf', broken))).toMatchObject({
      kind: 'pades',
      seals: [],
      findings: [{ id: 'PDF_XREF_REBUILT' }],
    });
    const cut = await kit.run(['inspect', bench.write('cut.pdf', truncate(smallPdf()))]);
    expect(cut).toEqual({ code: 65, stdout: '', stderr: expect.stringContaining('PDF_XREF_BROKEN') });
  });

  it('tells that a PDF has no seal', async () => {
    expect(await inspect(kit.pdf)).toMatchObject({ kind: 'pades', seals: [], timestamps: [] });
  });

  it('tells of certificates', async () => {
    expect(await inspect(kit.services.certificates)).toMatchObject({
      kind: 'certificates',
      certificates: [
        { key: 'ec 256', keyUsage: 'digitalSignature, nonRepudiation' },
        { subject: expect.stringContaining('eSeal Test Issuing CA'), keyUsage: 'keyCertSign, cRLSign' },
      ],
    });
  });

  it('shows names without what a terminal would obey', async () => {
    const subject = [{ CN: 'A\u001b[2J\u202eB\nC' }];
    const profile = { kind: 'seal', policies: SAMPLE_POLICIES } as const;
    const validity = { notBefore: kit.world.now, notAfter: kit.world.now };
    const world = await createGoodWorld({
      entities: [{ name: 'odd', issuer: 'issuing-ca', subject, profile, ...validity }],
    });
    const der = kit.bench.write('odd.der', world.entity('odd').certificate);
    const { stdout } = await kit.run(['inspect', der]);
    expect(stdout).toContain('subject: CN=A');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u202e');
    expect(stdout.split('\n')[2]).toMatch(/B.*C/);
  });

  it('tells of the answer of a time-stamping authority', async () => {
    const digest = new Uint8Array(32);
    const body = encodeTimestampRequest({ digestAlgorithm: 'SHA-256', digest, nonce: Uint8Array.of(1) });
    const headers = { 'content-type': 'application/timestamp-query' };
    const answer = await fetch(kit.services.tsa, { method: 'POST', headers, body: Uint8Array.from(body) });
    const file = kit.bench.write('answer.tsr', new Uint8Array(await answer.arrayBuffer()));
    expect(await inspect(file)).toMatchObject({
      kind: 'timestamp response',
      status: 'granted',
      policy: '2.999.2.1',
    });
  });

  it('tells of a private key that it is one, and nothing more', async () => {
    const pem = toPem('PRIVATE KEY', kit.world.seal.pkcs8);
    const chain = toPem('CERTIFICATE', kit.world.seal.certificate);
    expect(await inspect(kit.bench.write('key.pem', pem))).toEqual({
      kind: 'private key',
      label: 'PRIVATE KEY',
      shown: 'nothing',
    });
    expect(await inspect(kit.bench.write('both.pem', `Bag Attributes\n${pem}${chain}`))).toMatchObject({
      kind: 'PEM',
      blocks: [
        { kind: 'private key', shown: 'nothing' },
        { kind: 'certificates', certificates: [{}] },
      ],
    });
  });

  it('tells of what later revisions of a PDF changed', async () => {
    using bench = openBench();
    const [once, twice] = [bench.path('once.pdf'), bench.path('twice.pdf')];
    await kit.run(['seal', kit.pdf, '--out', once, ...kit.key]);
    await kit.run(['seal', once, '--out', twice, ...kit.key]);
    expect(await inspect(once)).not.toHaveProperty('revisions');
    expect(await inspect(twice)).toMatchObject({
      seals: [{ revision: 2 }, { revision: 3 }],
      revisions: [
        { revision: 3, changes: expect.arrayContaining([expect.objectContaining({ kind: 'signature' })]) },
      ],
    });
  });

  it('refuses what it does not know', async () => {
    for (const file of [kit.bench.write('text', 'hello'), kit.bench.write('empty', '')])
      expect(await kit.run(['inspect', file])).toMatchObject({
        code: 65,
        stdout: '',
        stderr: expect.stringMatching(/^eseal: INPUT_UNUSABLE: /),
      });
  });

  it('tells of CRLs, in DER and PEM', async () => {
    using bench = openBench();
    const crl = await issueCrl({
      issuer: kit.world.issuingCa,
      revocations: [{ serialNumber: Uint8Array.of(77), at: NOW, reason: 'superseded' }],
      thisUpdate: NOW,
      nextUpdate: addDays(NOW, 7),
      number: 42,
    });
    const expected = {
      kind: 'CRL',
      issuer: expect.stringContaining('eSeal Test Issuing CA'),
      number: '42',
      deltaTo: null,
      thisUpdate: NOW.toISOString(),
      nextUpdate: addDays(NOW, 7).toISOString(),
      revoked: 1,
    };
    expect(await inspect(bench.write('list.crl', crl))).toMatchObject(expected);
    expect(await inspect(bench.write('list.pem', toPem('X509 CRL', crl)))).toMatchObject(expected);
    const broken = await kit.run(['inspect', bench.write('broken.crl', truncate(crl))]);
    expect(broken).toMatchObject({ code: 65, stderr: expect.stringContaining('INPUT_UNUSABLE') });
  });

  it('tells of the answers of OCSP responders', async () => {
    using bench = openBench();
    const response = await issueOcspResponse({
      responder: kit.world.ocsp,
      producedAt: NOW,
      answers: [
        {
          certificate: await certificateId(kit.world.seal),
          status: { kind: 'good' },
          thisUpdate: NOW,
          nextUpdate: undefined,
        },
      ],
      extensions: [],
      certificates: [kit.world.ocsp.certificate],
    });
    expect(await inspect(bench.write('answer.ors', response))).toMatchObject({
      kind: 'OCSP response',
      status: 'successful',
      producedAt: NOW.toISOString(),
      answers: [{ status: 'good', nextUpdate: null }],
      certificates: [{ subject: expect.stringContaining('eSeal Test OCSP Responder') }],
    });
    expect(await inspect(bench.write('refusal.ors', Uint8Array.of(0x30, 3, 0x0a, 1, 3)))).toEqual({
      kind: 'OCSP response',
      status: 'tryLater',
    });
  });

  it('tells of containers and of timestamps alone', async () => {
    using bench = openBench();
    const csv = bench.write('a.csv', 'a,b');
    const { tsa } = kit.services;
    const stamp = (out: string, format: string) =>
      kit.run(['timestamp', csv, '--out', bench.path(out), '--format', format, '--tsa', tsa]);
    await stamp('a.tst', 'tst');
    await stamp('a.asice', 'asic-e');
    expect(await inspect(bench.path('a.tst'))).toMatchObject({ kind: 'tst', seals: [], timestamps: [{}] });
    expect(await inspect(bench.path('a.asice'))).toMatchObject({
      kind: 'asic-e',
      timestamps: [{ file: 'META-INF/timestamp001.tst', references: [{ uri: 'a.csv' }] }],
    });
  });
});
