import { utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { createTimestampClient } from '@eseal/core/timestamp';
import { flipBit, replaceBytes, type TimestampFault, truncate } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { goodWorld } from '../../test/judging.ts';
import { timestampOver } from '../../test/parsed-seal.ts';
import { createCertificatePool } from '../path/certificate-pool.ts';
import { computeDigests } from './digests.ts';
import { collectTimestampFacts, imprintRequests, readTimestamp } from './timestamp-facts.ts';

const COVERED = utf8('a signature value');

async function factsOf(parsed: Parameters<typeof readTimestamp>[0]) {
  const read = readTimestamp(parsed);
  const checkpoint = (): void => undefined;
  const digests = await computeDigests(imprintRequests(read), checkpoint);
  return collectTimestampFacts(read, [], digests, { pool: createCertificatePool(), checkpoint });
}

describe('collectTimestampFacts', () => {
  it.each(['p256', 'rsa-2048', 'ed25519'] as const)('finds a good token of %s good', async (key) => {
    const facts = await factsOf(await timestampOver(await goodWorld({ key }), COVERED));
    expect(facts).toMatchObject({ kind: 'read', imprintFound: true, imprintIntact: true, problems: [] });
    expect(facts.kind === 'read' && facts.signature.value).toEqual({ kind: 'intact' });
    expect(facts.kind === 'read' && facts.signature.references).toMatchObject([{ intact: true }]);
    expect(facts.kind === 'read' && facts.signature.signingCertificate.identified).toBeDefined();
  });

  it('notices a token that was made for something else', async () => {
    const world = await goodWorld();
    const lifted = await timestampOver(world, COVERED, {
      input: { kind: 'bytes', pieces: [utf8('another signature value')] },
    });
    expect(await factsOf(lifted)).toMatchObject({ imprintFound: true, imprintIntact: false });
    expect(await factsOf({ ...lifted, input: undefined })).toMatchObject({
      imprintFound: false,
      imprintIntact: false,
    });
  });

  it('notices a changed TSTInfo and a changed signature value', async () => {
    const parsed = await timestampOver(await goodWorld(), COVERED);
    const imprint = await digestBytes('SHA-256', COVERED);
    const changed = await factsOf({
      ...parsed,
      token: replaceBytes(parsed.token, imprint, flipBit(imprint)),
    });
    expect(changed.kind === 'read' && changed.signature.references).toMatchObject([{ intact: false }]);
    const broken = await factsOf({ ...parsed, token: flipBit(parsed.token, -3) });
    expect(broken.kind === 'read' && broken.signature.value).toEqual({ kind: 'broken' });
  });

  it('says why a token cannot be read', async () => {
    const parsed = await timestampOver(await goodWorld(), COVERED);
    const facts = await factsOf({ ...parsed, token: truncate(parsed.token) });
    expect(facts).toMatchObject({ kind: 'unreadable' });
    expect(imprintRequests(readTimestamp({ ...parsed, token: new Uint8Array() }))).toEqual([]);
  });

  it('identifies no certificate when the reference names another', async () => {
    const facts = await factsOf(await tokenWith({ kind: 'wrong-certificate-reference' }));
    // The reference names the issuing authority, which is in the token: it is identified, and is not the key's.
    expect(facts.kind === 'read' && facts.signature.value).toEqual({ kind: 'broken' });
  });
});

/** A token over {@link COVERED} from an authority with a fault, as its answer has it. */
async function tokenWith(fault: TimestampFault) {
  const world = (await goodWorld()).withFaults({ tsa: fault });
  const digest = await digestBytes('SHA-256', COVERED);
  const tokens: Uint8Array[] = [];
  const client = createTimestampClient({
    url: world.urls.tsa,
    transport: async (request, options) => {
      const response = await world.transport(request, options);
      tokens.push(response.body);
      return response;
    },
  });
  await client.stamp(digest).catch(() => undefined);
  const [body = new Uint8Array()] = tokens;
  // TimeStampResp: a SEQUENCE of the status (30 03 02 01 00) and the token.
  const token = body.subarray(body.indexOf(0x03, 2) + 4);
  return { id: 'T-1', type: 'signature', token, input: { kind: 'bytes', pieces: [COVERED] } } as const;
}
