import { createGoodWorld, issueTimestampToken, TIMESTAMP_POLICY } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { encode, integer, objectIdentifier, sequence } from '../asn1/writer.ts';
import { utf8 } from '../util/bytes.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { checkToken, readAnswer } from './check-answer.ts';
import { createNonce } from './nonce.ts';
import { parseTimestampToken } from './token.ts';

const URL_OF_AUTHORITY = 'https://user:secret@tsa.example/tsr?key=secret';
const reply = { 'content-type': 'application/timestamp-reply' };
const granted = encode(sequence([sequence([integer(0)]), sequence([integer(7)])]));

describe('an answer', () => {
  it('gives its token, also under another media type when it is one', () => {
    const token = encode(sequence([integer(7)]));
    expect(readAnswer(URL_OF_AUTHORITY, { status: 200, headers: reply, body: granted })).toEqual(token);
    const headers = { 'content-type': 'application/octet-stream' };
    expect(readAnswer(URL_OF_AUTHORITY, { status: 200, headers, body: granted })).toEqual(token);
    const parameters = { 'content-type': 'Application/Timestamp-Reply; charset=x' };
    expect(readAnswer(URL_OF_AUTHORITY, { status: 200, headers: parameters, body: granted })).toEqual(token);
  });

  it.each([
    [{ status: 404, headers: reply, body: granted }, 'TIMESTAMP_UNAVAILABLE'],
    [{ status: 200, headers: {}, body: utf8('<html>') }, 'TIMESTAMP_INVALID'],
    [{ status: 200, headers: reply, body: utf8('<html>') }, 'TIMESTAMP_INVALID'],
    [{ status: 200, headers: reply, body: encode(sequence([sequence([integer(9)])])) }, 'TIMESTAMP_REFUSED'],
  ])('%j is %s, and names the authority without its credentials', (answer, code) => {
    expect(() => readAnswer(URL_OF_AUTHORITY, answer)).toThrow(
      expect.objectContaining({
        code,
        message: expect.not.stringContaining('secret'),
        facts: expect.objectContaining({ url: 'https://tsa.example/tsr?…' }),
      }),
    );
  });
});

describe('a token', () => {
  it('K20: without a nonce does not answer a request with one', async () => {
    const world = await createGoodWorld();
    const digest = new Uint8Array(32);
    const token = await world.timestampAuthority.stamp(digest);
    const { genTime } = parseTimestampToken(token).tstInfo;
    const request = { digestAlgorithm: 'SHA-256', digest, nonce: Uint8Array.of(1) } as const;
    const checked = checkToken(URL_OF_AUTHORITY, token, { request, now: genTime, maxClockSkewMs: 0 });
    await expect(checked).rejects.toMatchObject({
      code: 'TIMESTAMP_INVALID',
      message: expect.stringContaining('nonce'),
    });
  });

  it('K20: of another authority than the one that was asked does not answer it', async () => {
    const world = await createGoodWorld();
    const digest = new Uint8Array(32);
    const nonce = createNonce();
    const imprintAlgorithm = encode(sequence([objectIdentifier('2.16.840.1.101.3.4.2.1')]));
    const token = await issueTimestampToken({
      ...{ policy: TIMESTAMP_POLICY, serialNumber: Uint8Array.of(1), time: world.now, ordering: false },
      ...{ imprintAlgorithm, imprint: digest, nonce, namesAuthority: true },
      ...{ authority: world.tsa, certificates: world.tsa.chain },
    });
    const request = { digestAlgorithm: 'SHA-256', digest, nonce } as const;
    const check = (authority: Uint8Array) =>
      checkToken(URL_OF_AUTHORITY, token, {
        ...{ request, now: world.now, maxClockSkewMs: 0, authority: parseCertificate(authority) },
      });
    await check(world.tsa.certificate);
    await check(world.issuingCa.certificate);
    await check(world.root.certificate);
    await expect(check(world.ocsp.certificate)).rejects.toMatchObject({
      code: 'TIMESTAMP_AUTHORITY_MISMATCH',
      facts: { url: 'https://tsa.example/tsr?…', signer: expect.stringContaining('eSeal Test TSU 1') },
    });
  });
});
