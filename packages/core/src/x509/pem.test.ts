import { createGoodWorld } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { toBase64, utf8 } from '../util/bytes.ts';
import { certificateEncodings, parseCertificates, parsePem } from './pem.ts';

function pem(label: string, bytes: Uint8Array, width = 64): string {
  const lines = toBase64(bytes).match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

describe('PEM', () => {
  it('has blocks with labels, and text between them that says nothing', () => {
    const text = `Bag Attributes\n${pem('CERTIFICATE', utf8('one'))}subject=…\n${pem('X509 CRL', utf8('two'))}`;
    expect(parsePem(text)).toEqual([
      { label: 'CERTIFICATE', bytes: utf8('one') },
      { label: 'X509 CRL', bytes: utf8('two') },
    ]);
  });

  it('may have any line length and line end', () => {
    const text = pem('CERTIFICATE', utf8('lines of any length'), 3).replaceAll('\n', '\r\n');
    expect(parsePem(text)[0]?.bytes).toEqual(utf8('lines of any length'));
  });

  it('has no block without its end, or with another', () => {
    expect(parsePem('-----BEGIN A-----\nAAAA\n')).toEqual([]);
    expect(parsePem('-----BEGIN A-----\nAAAA\n-----END B-----\n')).toEqual([]);
  });

  it('is refused when a block is no base64', () => {
    expect(() => parsePem('-----BEGIN A-----\nAAA\n-----END A-----')).toThrow(
      expect.objectContaining({ code: 'DECODE_FAILED', message: expect.stringContaining('PEM block 1') }),
    );
  });

  it('full of beginnings is read in a second', () => {
    const started = performance.now();
    expect(parsePem('-----BEGIN A-----\nAAAA'.repeat(100_000))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('files of certificates', () => {
  it('are DER with one, or PEM with any number in order', async () => {
    const { chain } = await createGoodWorld();
    expect(parseCertificates(chain[0]).map(({ raw }) => raw)).toEqual([chain[0]]);
    const file = utf8(chain.map((der) => pem('CERTIFICATE', der)).join(''));
    expect(parseCertificates(file).map(({ raw }) => raw)).toEqual([...chain]);
  });

  it('may begin with any text, also with the digit that DER begins with', async () => {
    const { seal } = await createGoodWorld();
    const file = utf8(`0 s:CN = seal\n${pem('CERTIFICATE', seal.certificate)}`);
    expect(parseCertificates(file)).toHaveLength(1);
  });

  it('have only their certificates read', async () => {
    const { seal } = await createGoodWorld();
    const file = utf8(pem('EC PRIVATE KEY', utf8('secret')) + pem('CERTIFICATE', seal.certificate));
    expect(parseCertificates(file)).toHaveLength(1);
    expect(parseCertificates(utf8('nothing'))).toEqual([]);
  });

  it('are refused when one certificate is broken', async () => {
    const { seal } = await createGoodWorld();
    const broken = seal.certificate.slice(0, -1);
    for (const file of [broken, utf8(pem('CERTIFICATE', broken))])
      expect(() => parseCertificates(file)).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
  });

  it('gives encodings of certificates whether they can be read or not', () => {
    const der = Uint8Array.of(0x30, 0x81, 0x01);
    expect(certificateEncodings(der)).toEqual([der]);
    const text = utf8(`${pem('CERTIFICATE', utf8('one'))}${pem('X509 CRL', utf8('two'))}`);
    expect(certificateEncodings(text)).toEqual([utf8('one')]);
    expect(certificateEncodings(utf8('%PDF-1.7'))).toEqual([]);
  });
});
