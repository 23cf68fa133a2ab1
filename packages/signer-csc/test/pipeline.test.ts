/** Sealing with a remote key, from document to verified seal, in every format. */
import {
  type BatchOutcome,
  completeSeal,
  prepareSeal,
  type SealFormat,
  seal,
  sealMany,
  toBase64,
  toHex,
  utf8,
} from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { cades } from '@eseal/formats/cades';
import { parseContainer } from '@eseal/formats/detect';
import { pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';
import { type CredentialDefinition, invoiceXml, type Rssp, smallPdf } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { askForFactors } from '../src/key-authorization/ask-for-factors.ts';
import type { AuthorizationManifest } from '../src/key-authorization/key-authorizer.ts';
import { JP_MIC_LEVEL2 } from '../src/policy/policies.ts';
import { resumeSigning, startSigning } from '../src/signer/asynchronous.ts';
import { createCscSigner } from '../src/signer/create-csc-signer.ts';
import type { SigningEvent } from '../src/signer/signing-event.ts';
import { callsOf, DIALECTS, openRemote } from './remote.ts';

const PIN = '482915';

const FORMATS: readonly (readonly [string, SealFormat, Uint8Array])[] = [
  ['PAdES', pades(), smallPdf()],
  ['CAdES', cades(), utf8('a document')],
  ['XAdES', xades(), invoiceXml()],
];

async function openSigner(dialect: (typeof DIALECTS)[number], credentialId = 'seal-pin') {
  const { rssp, client } = await openRemote(dialect);
  const manifests: AuthorizationManifest[] = [];
  const events: SigningEvent[] = [];
  const signer = await createCscSigner({
    client,
    credentialId,
    policy: JP_MIC_LEVEL2,
    authorizer: askForFactors(({ manifest }) => {
      manifests.push(manifest);
      return PIN;
    }),
    onEvent: (event) => events.push(event),
  });
  return { rssp, client, signer, manifests, events };
}

/** What was approved and what was signed, call by call. */
function bindings(rssp: Rssp, member: 'hash' | 'hashes') {
  const lists = (method: string) => callsOf(rssp, method).map(({ request }) => request[member]);
  return { approved: lists('credentials/authorize'), signed: lists('signatures/signHash') };
}

describe.each(DIALECTS)('version %s', (dialect) => {
  const member = dialect === 'v1' ? 'hash' : 'hashes';

  it.each(FORMATS)('seals in %s with ECDSA and RSA', async (_name, format, document) => {
    for (const credentialId of ['seal-pin', 'seal-pin-rsa']) {
      const { rssp, signer } = await openSigner(dialect, credentialId);
      const now = () => rssp.clock.now();
      const sealed = await (await seal(document, { signer, format, now })).toBytes();
      const { signatures } = await parseContainer(sealed);
      expect(signatures).toHaveLength(1);
      expect(signatures[0]?.certificates).toContainEqual(signer.certificates[0].raw);
    }
  });

  it('asks once for each chunk of a batch, for exactly its digests, and tells of each', async () => {
    const { rssp, signer, manifests, events } = await openSigner(dialect);
    const documents = Array.from({ length: 7 }, (_, at) => ({
      id: `invoice-${at}`,
      document: utf8(`no. ${at}`),
    }));
    const outcomes: BatchOutcome[] = [];
    for await (const outcome of sealMany(documents, {
      signer,
      format: cades(),
      chunkSize: 3,
      now: () => rssp.clock.now(),
    }))
      outcomes.push(outcome);
    expect(outcomes.map(({ id, kind }) => `${id} ${kind}`)).toEqual(
      documents.map(({ id }) => `${id} sealed`),
    );
    const { approved, signed } = bindings(rssp, member);
    expect(approved).toEqual(signed);
    expect(approved).toEqual(manifests.map(({ hashes }) => hashes.map(toBase64)));
    expect(manifests.map(({ hashes }) => hashes.length)).toEqual([3, 3, 1]);
    expect(callsOf(rssp, 'credentials/authorize').map(({ request }) => request.numSignatures)).toEqual([
      3, 3, 1,
    ]);
    expect(events).toEqual(
      manifests.map(({ digest, hashes }) => ({
        kind: 'signed',
        manifestDigest: digest,
        credentialId: 'seal-pin',
        certificateSerialNumber: toHex(signer.certificates[0].serialNumber),
        count: hashes.length,
        begunAt: rssp.clock.now(),
        endedAt: rssp.clock.now(),
      })),
    );
  });
});

describe('a large batch', () => {
  it('goes out in one approval of 500, and every value comes back to its own document', async () => {
    const credential: CredentialDefinition = {
      id: 'seal',
      user: 'keiri',
      authorization: { mode: 'explicit', factors: [{ kind: 'pin', id: 'PIN', testValue: PIN }] },
      multisign: 100_000,
    };
    const { rssp, client } = await openRemote('v2', { service: { credentials: [credential] } });
    const signer = await createCscSigner({ client, authorizer: askForFactors(() => PIN) });
    expect(signer.maxBatch).toBe(500);
    const documents = Array.from({ length: 501 }, (_, at) => ({ id: `${at}`, document: utf8(`no. ${at}`) }));
    const sealed: string[] = [];
    const now = () => rssp.clock.now();
    for await (const { id, kind } of sealMany(documents, { signer, format: cades(), now }))
      if (kind === 'sealed') sealed.push(id);
    expect(sealed).toEqual(documents.map(({ id }) => id));
    expect(callsOf(rssp, 'credentials/authorize').map(({ request }) => request.numSignatures)).toEqual([
      500, 1,
    ]);
  });
});

describe('a seal in two halves with a remote key', () => {
  const stateKey = new Uint8Array(32).fill(7);
  const tokenKey = new Uint8Array(32).fill(9);
  const format = pades();

  it('F8: is begun in one process and completed in another, of which neither holds the other’s secrets', async () => {
    const { rssp, client, signer } = await openSigner('v2');
    const now = () => rssp.clock.now();
    const prepared = await prepareSeal(smallPdf(), { signer, format, stateKey, now });
    const options = { client, credentialId: 'seal-pin', authorizer: askForFactors(() => PIN) };
    const token = await startSigning([prepared], { ...options, tokenKey });

    const stored = JSON.parse(JSON.stringify({ state: [...prepared.state], token: [...token] }));
    const state = Uint8Array.from(stored.state);
    const [value] = await resumeSigning(Uint8Array.from(stored.token), { client, tokenKey });
    const { certificates } = signer;
    const sealed = await completeSeal(smallPdf(), state, value ?? new Uint8Array(), {
      certificates,
      format,
      stateKey,
    });
    expect((await parseContainer(await sealed.toBytes())).signatures).toHaveLength(1);
    const digest = toBase64(await digestBytes('SHA-256', prepared.dataToBeSigned));
    expect(callsOf(rssp, 'signatures/signHash')[0]?.request.hashes).toEqual([digest]);
  });
});
