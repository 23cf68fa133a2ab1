/** Documents that the service seals as a whole (CSC API v2.0.0.2 §11.14). */
import { fromBase64, seal, toBase64, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import type { Transport } from '@eseal/core/http';
import { parseCertificate } from '@eseal/core/x509';
import { cades } from '@eseal/formats/cades';
import { createGoodWorld, createMockSigner, createRssp, smallPdf } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { createCscClient } from '../src/client/create-client.ts';
import { askForFactors } from '../src/key-authorization/ask-for-factors.ts';
import type { AuthorizationManifest, KeyAuthorizer } from '../src/key-authorization/key-authorizer.ts';
import type { ServiceProfile } from '../src/profile/profile.ts';
import { PROFILES } from '../src/profile/profiles.ts';
import { signDigestsEtsi } from '../src/sign-doc/sign-digests-etsi.ts';
import type { DocumentsToSign } from '../src/sign-doc/sign-doc-model.ts';
import { type SignDocumentsOptions, signDocuments } from '../src/sign-doc/sign-documents.ts';
import type { SigningEvent } from '../src/signer/signing-event.ts';
import { external } from '../src/use-authentication/external.ts';
import { mutualTls } from '../src/use-authentication/mutual-tls.ts';
import { secret } from '../src/util/secret.ts';
import { callsOf, openRemote } from './remote.ts';

const CONTENTS = ['an invoice', 'another invoice'].map(utf8);

const DOCUMENTS: DocumentsToSign = {
  kind: 'documents',
  items: CONTENTS.map((bytes, at) => ({ document: { id: `invoice-${at}` }, bytes })),
};

async function digests(): Promise<Extract<DocumentsToSign, { kind: 'digests' }>> {
  const items = CONTENTS.map(async (bytes, at) => ({
    document: { id: `invoice-${at}` },
    digest: await digestBytes('SHA-256', bytes),
  }));
  return { kind: 'digests', items: await Promise.all(items) };
}

async function open(options: Partial<SignDocumentsOptions> = {}) {
  const { client, rssp } = await openRemote('v2');
  const manifests: AuthorizationManifest[] = [];
  const events: SigningEvent[] = [];
  const authorizer = askForFactors(({ manifest }) => {
    manifests.push(manifest);
    return '482915';
  });
  const sign = (documents: DocumentsToSign, more: Partial<SignDocumentsOptions> = {}) =>
    signDocuments(documents, {
      client,
      credentialId: 'seal-pin',
      format: 'cades',
      authorizer,
      onEvent: (event) => events.push(event),
      ...options,
      ...more,
    });
  return { client, rssp, sign, manifests, events };
}

describe('signDocuments', () => {
  it('has documents sealed after one approval for exactly them, and checks each seal', async () => {
    const { rssp, sign, manifests, events } = await open();
    const { signed, material } = await sign(DOCUMENTS);
    expect(signed).toMatchObject([
      { document: { id: 'invoice-0' }, checked: 'cms' },
      { document: { id: 'invoice-1' }, checked: 'cms' },
    ]);
    expect(manifests[0]?.items).toEqual(DOCUMENTS.items.map(({ document }) => ({ document })));
    expect(callsOf(rssp, 'credentials/authorize')).toHaveLength(1);
    expect(events).toMatchObject([{ kind: 'signed', count: 2 }]);
    expect(material?.certificates.length).toBeGreaterThan(0);
  });

  it('sends digests alone where the documents stay here', async () => {
    const { rssp, sign } = await open();
    const { signed } = await sign(await digests(), { adesLevel: 'B-T', envelopeProperty: 'Detached' });
    expect(signed).toMatchObject([
      { kind: 'signature', checked: 'cms' },
      { kind: 'signature', checked: 'cms' },
    ]);
    const [call] = callsOf(rssp, 'signatures/signDoc');
    expect(call?.request).not.toHaveProperty('documents');
    expect(JSON.stringify(call?.request)).toContain('Ades-B-T');
  });

  it('refuses what the service does not offer before anyone is asked', async () => {
    const { rssp, sign } = await open();
    const refused: readonly (readonly [DocumentsToSign, Partial<SignDocumentsOptions>])[] = [
      [DOCUMENTS, { format: 'jades' }],
      [DOCUMENTS, { adesLevel: 'B-LTA' }],
      [DOCUMENTS, { envelopeProperty: 'Enveloped' }],
      [{ kind: 'digests', items: [] }, {}],
      [{ kind: 'digests', items: [{ document: { id: 'x' }, digest: new Uint8Array(20) }] }, {}],
    ];
    for (const [documents, options] of refused)
      await expect(sign(documents, options)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    expect(callsOf(rssp, 'credentials/authorize')).toHaveLength(0);
  });

  it('asks the caller too, and takes no for an answer', async () => {
    const { sign } = await open({ check: (_sealed, { document }) => document.id === 'invoice-0' });
    await expect(sign(DOCUMENTS)).rejects.toMatchObject({
      code: 'SIGNER_ANSWER_INVALID',
      outcome: 'unknown',
      facts: { problem: 'refused-by-caller', index: 1 },
    });
  });
});

describe('a service that returns something else', () => {
  /** The service with the members of its signDoc answers changed. */
  async function openAltered(change: (answer: Record<string, unknown>) => unknown) {
    const rssp = await createRssp();
    const transport: Transport = async (request, options) => {
      const response = await rssp.transport(request, options);
      if (!request.url.endsWith('signatures/signDoc')) return response;
      const body = utf8(JSON.stringify(change(JSON.parse(new TextDecoder().decode(response.body)))));
      const { 'content-length': _, ...headers } = response.headers;
      return { ...response, headers, body };
    };
    const token = rssp.token({ user: 'keiri' });
    const { client } = await openRemote('v2', {
      baseUrl: rssp.urls.v2,
      transport,
      authentication: external(async () => token),
      now: () => rssp.clock.now(),
    });
    return { client, credentialId: 'seal-pin', authorizer: askForFactors(() => '482915') };
  }

  const lists = (answer: Record<string, unknown>, change: (list: readonly unknown[]) => readonly unknown[]) =>
    Object.fromEntries(
      Object.entries(answer).map(([name, value]) => [name, Array.isArray(value) ? change(value) : value]),
    );

  it.each<[string, (answer: Record<string, unknown>) => unknown, object]>([
    [
      'seals in another order',
      (answer) => lists(answer, (list) => list.toReversed()),
      { problem: 'content' },
    ],
    [
      'one seal for both',
      (answer) => lists(answer, ([first]) => [first, first]),
      { problem: 'content', index: 1 },
    ],
    ['one seal too few', (answer) => lists(answer, (list) => list.slice(1)), { problem: 'count' }],
    [
      'what is no seal',
      (answer) => lists(answer, (list) => list.map(() => 'AAAA')),
      { problem: 'unreadable' },
    ],
  ])('is refused: %s', async (_name, change, facts) => {
    const use = await openAltered(change);
    await expect(signDocuments(DOCUMENTS, { ...use, format: 'cades' })).rejects.toMatchObject({
      code: 'SIGNER_ANSWER_INVALID',
      outcome: 'unknown',
      facts,
    });
  });

  it.each([{}, { DocumentWithSignature: 'no Base64!' }, { SignatureObject: [5] }, { validationInfo: 5 }])(
    'is refused: %j',
    async (answer) => {
      const use = await openAltered(() => answer);
      await expect(signDocuments(DOCUMENTS, { ...use, format: 'cades' })).rejects.toMatchObject({
        code: expect.stringMatching(/^(CSC|SIGNER)_ANSWER_INVALID$/),
      });
    },
  );

  it('returns seals in XML unchecked, and says so', async () => {
    const use = await openAltered((answer) => answer);
    const info = { ...(await use.client.info()), signatureFormats: ['X', 'C'] };
    const body = { DocumentWithSignature: ['PGEvPg==', 'PGIvPg=='] };
    const call = async () => ({ status: 200, retryAfterMs: undefined, body });
    const client = { ...use.client, info: async () => info, call };
    const { signed } = await signDocuments(DOCUMENTS, { ...use, client, format: 'xades' });
    expect(signed.map(({ checked, certificate }) => ({ checked, certificate }))).toEqual([
      { checked: 'nothing', certificate: undefined },
      { checked: 'nothing', certificate: undefined },
    ]);
    const check = () => true;
    const other = await signDocuments(DOCUMENTS, { ...use, client, format: 'xades', check });
    expect(other.signed.map(({ checked }) => checked)).toEqual(['caller', 'caller']);
  });

  it('is refused where a PDF comes back with its first bytes changed', async () => {
    const use = await openAltered(() => ({}));
    const info = { ...(await use.client.info()), signatureFormats: ['P'] };
    const call = async () => ({
      status: 200,
      retryAfterMs: undefined,
      body: { DocumentWithSignature: ['JVBERi0xLjcK'] },
    });
    const client = { ...use.client, info: async () => info, call };
    const items = [{ document: { id: 'a.pdf' }, bytes: smallPdf() }];
    await expect(
      signDocuments({ kind: 'documents', items }, { ...use, client, format: 'pades' }),
    ).rejects.toMatchObject({ facts: { problem: 'document-changed' } });
  });
});

describe('a service of TS 119 432 V1.1.1', () => {
  /** A service that makes a key for the occasion. It is no more than what the older protocol says. */
  async function openEtsi(profile: ServiceProfile) {
    const world = await createGoodWorld({ key: 'p256' });
    const now = () => world.clock.now();
    const seen: Record<string, unknown>[] = [];
    const transport: Transport = async (request) => {
      expect(request.url).toBe('https://ais.test/etsi/signatures/signDoc');
      const body: Record<string, unknown> = JSON.parse(new TextDecoder().decode(request.body));
      seen.push(body);
      const { documentDigests } = body as { documentDigests: { hashes: string[] } };
      const signer = createMockSigner(world.seal);
      const seals = documentDigests.hashes.map(async (hash) => {
        const content = { algorithm: 'SHA-256', digest: fromBase64(hash) ?? new Uint8Array() } as const;
        const sealed = await seal(content, { signer, format: cades(), now });
        return toBase64(await sealed.toBytes());
      });
      const answer = { responseID: body.requestID, SignatureObject: await Promise.all(seals) };
      const headers = { 'content-type': 'application/json' };
      return { status: 200, headers, body: utf8(JSON.stringify(answer)) };
    };
    const client = createCscClient({
      baseUrl: 'https://ais.test/etsi',
      profile,
      authentication: mutualTls(),
      transport,
      now,
    });
    const authorizer: KeyAuthorizer = {
      kind: 'oauth2code',
      authorize: async ({ credential, manifest }) => ({
        credentialId: credential.id,
        digestAlgorithm: manifest.digestAlgorithm,
        hashes: manifest.hashes,
        secret: secret('the token'),
        carrier: 'bearer',
        remaining: manifest.hashes.length,
        notAfter: new Date(now().getTime() + 60_000),
      }),
    };
    return {
      use: { client, authorizer, credentialId: 'OnDemand-Qualified4', format: 'cades' } as const,
      seen,
      world,
    };
  }

  it.each([
    ['namirial', { signature_format: 'C', conformance_level: 'Ades-B-B' }],
    ['swisscom-ais', { signatureFormat: 'C', conformanceLevel: 'Ades-B-B' }],
  ] as const)('seals digests in the words of %s', async (name, members) => {
    const { use, seen, world } = await openEtsi(PROFILES[name]);
    const { items } = await digests();
    const { signed } = await signDigestsEtsi(items, use);
    expect(signed).toMatchObject([
      { checked: 'cms', certificate: { raw: world.chain[0] } },
      { checked: 'cms', certificate: { raw: world.chain[0] } },
    ]);
    expect(seen).toEqual([
      {
        SAD: 'the token',
        requestID: expect.stringMatching(/^[0-9a-f]{32}$/),
        credentialID: 'OnDemand-Qualified4',
        profile: 'http://uri.etsi.org/19432/v1.1.1#/creationprofile#',
        documentDigests: {
          hashes: items.map(({ digest }) => toBase64(digest)),
          hashAlgorithmOID: '2.16.840.1.101.3.4.2.1',
        },
        ...members,
      },
    ]);
  });

  it('is held to a certificate where the caller knows it', async () => {
    const { use, world } = await openEtsi(PROFILES.namirial);
    const { items } = await digests();
    const [own, other] = world.chain.map(parseCertificate);
    if (own === undefined || other === undefined) throw new TypeError('no chain');
    expect((await signDigestsEtsi(items, { ...use, certificate: own })).signed).toHaveLength(2);
    await expect(signDigestsEtsi(items, { ...use, certificate: other })).rejects.toMatchObject({
      facts: { problem: 'certificate' },
    });
  });

  it('is asked by a client of its protocol only', async () => {
    const { use } = await openEtsi(PROFILES.namirial);
    const { client } = await openRemote('v2');
    await expect(signDigestsEtsi((await digests()).items, { ...use, client })).rejects.toMatchObject({
      code: 'CSC_METHOD_MISSING',
    });
  });
});
