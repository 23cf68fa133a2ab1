import { concatBytes, utf8 } from '@eseal/core';
import {
  type DerNode,
  type DerPart,
  element,
  encode,
  generalizedTime,
  integer,
  OID,
  objectIdentifier,
  octetString,
  sequence,
} from '@eseal/core/asn1';
import {
  attachedContent,
  attribute,
  detachedSignedData,
  encodeSignedAttributes,
  parseSignedData,
  signedDataContentInfo,
  signerInfo,
  signerInfoFrame,
  spliceSignedData,
  withUnsignedAttributes,
} from '@eseal/core/cms';
import type { ParsedContainer, ParsedSignature } from '@eseal/core/container';
import { type DigestAlgorithm, digestBytes, digestIdentifier } from '@eseal/core/crypto';
import { parseCertificate } from '@eseal/core/x509';
import { flipBit, truncate } from '@eseal/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { startStopwatch } from '../test-stopwatch.ts';
import { parseCades } from './parse.ts';
import { buildCertificateReference } from './signed-attributes.ts';
import { checkSeals, createTestSealer, type TestSealer } from './test-seals.ts';

const DOCUMENT = utf8('納品書');

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

/** What a made-up signature may have otherwise than it should. */
interface Deviations {
  readonly attributes?: readonly DerPart[];
  readonly replaced?: readonly DerPart[];
  readonly unsigned?: readonly DerNode[];
  readonly digest?: DigestAlgorithm;
  readonly content?: Uint8Array;
  readonly contentType?: string;
}

async function usualAttributes(content: Uint8Array, digest: DigestAlgorithm): Promise<readonly DerPart[]> {
  const certificate = parseCertificate(sealer.world.chain[0]);
  return [
    attribute(OID.contentType, [objectIdentifier(OID.data)]),
    attribute(OID.messageDigest, [octetString(await digestBytes(digest, content))]),
    await buildCertificateReference(certificate, 'ecdsa-sha256'),
  ];
}

/** An attached CMS with a good signature value over whatever attributes it is given. */
async function make(deviations: Deviations = {}): Promise<Uint8Array> {
  const { attributes = [], content = DOCUMENT, contentType = OID.data, digest = 'SHA-256' } = deviations;
  const signed = deviations.replaced ?? [...(await usualAttributes(content, digest)), ...attributes];
  const signedAttributes = encodeSignedAttributes(signed);
  const signature = await sealer.world.seal.key.sign(signedAttributes, 'ecdsa-sha256');
  const frame = signerInfoFrame(parseCertificate(sealer.world.chain[0]), digest, 'ecdsa-sha256');
  const { unsigned: unsignedAttributes = [] } = deviations;
  const fields = detachedSignedData({
    contentType,
    digestAlgorithms: ['SHA-256'],
    certificates: sealer.world.chain,
  });
  const encapContentInfo = attachedContent(contentType, content);
  const signer = signerInfo(frame, { signedAttributes, signature, unsignedAttributes });
  return encode(signedDataContentInfo({ ...fields, encapContentInfo }, [signer]));
}

const only = ({ signatures }: ParsedContainer): ParsedSignature => {
  const [first, ...others] = signatures;
  if (first === undefined || others.length > 0) throw new RangeError(`${signatures.length} signatures`);
  return first;
};

const parseMade = async (deviations: Deviations): Promise<ParsedSignature> =>
  only(await parseCades(await make(deviations)));

const findingsOf = async (deviations: Deviations): Promise<readonly string[]> =>
  (await parseMade(deviations)).findings.map(({ id, severity }) => `${severity} ${id}`);

describe('a parsed CMS', () => {
  it('has the facts of a seal and the same identifiers in every run', async () => {
    const sealed = await sealer.sealed(DOCUMENT, { packaging: 'attached' }, { adesLevel: 'B-T' });
    const container = await parseCades(sealed);
    const seal = only(container);
    expect(container).toMatchObject({ format: 'cades', timestamps: [], findings: [] });
    expect(seal).toMatchObject({
      format: 'CAdES',
      form: 'B-T',
      structure: { valid: true, messages: [] },
      counterSignatureOf: null,
      signature: { algorithm: 'ecdsa-sha256', digestAlgorithm: 'SHA-256' },
      signingCertificateReferences: { count: 1 },
      scope: { coversWholeDocument: true },
      findings: [],
    });
    expect(seal.id).toMatch(/^S-[0-9a-f]{16}$/);
    expect(seal.timestamps[0]?.id).toMatch(/^T-[0-9a-f]{16}$/);
    expect(await parseCades(sealed)).toEqual(container);
  });

  it('numbers what stands in it twice', async () => {
    const received = parseSignedData(await make());
    const [signer] = received.signerInfos;
    const signerInfos = [signer?.raw ?? new Uint8Array(), signer?.raw ?? new Uint8Array()];
    const { signatures } = await parseCades(encode(spliceSignedData(received, { signerInfos })));
    const [first, second] = signatures.map(({ id }) => id);
    expect(second).toBe(`${first}-2`);
  });

  it('keeps what it may be read as when something follows it', async () => {
    const sealed = await sealer.sealed(DOCUMENT, { packaging: 'attached' });
    const { signatures, findings } = await parseCades(concatBytes([sealed, utf8('\n')]));
    expect(signatures).toEqual((await parseCades(sealed)).signatures);
    expect(findings.map(({ id }) => id)).toEqual(['TRAILING_DATA']);
  });

  it('is refused with a code when it is no CMS, or cut off', async () => {
    const sealed = await sealer.sealed(DOCUMENT);
    for (const bytes of [new Uint8Array(), utf8('%PDF-1.7'), truncate(sealed), truncate(sealed, -1)]) {
      await expect(parseCades(bytes)).rejects.toMatchObject({ code: 'CMS_UNREADABLE' });
    }
  });

  it('C18: is parsed or refused with a code, whatever byte is changed, in bounded time', async () => {
    const sealed = await make({ unsigned: [attribute(OID.countersignature, [await counterSignature()])] });
    const elapsed = startStopwatch();
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(255), async (at, value) => {
        const changed = sealed.slice();
        changed[at] = value;
        const outcome = await parseCades(changed).then(
          () => 'parsed',
          (error: { code?: string }) => error.code,
        );
        expect(['parsed', 'CMS_UNREADABLE', 'CMS_LIMIT_EXCEEDED']).toContain(outcome);
      }),
      { numRuns: 300 },
    );
    expect(elapsed()).toBeLessThan(30_000);
  });
});

describe('the content of a detached CMS', () => {
  it('is the one given beside it, whatever it is', async () => {
    const sealed = await sealer.sealed(DOCUMENT);
    const seal = only(await parseCades(sealed, { contents: [{ source: utf8('another') }] }));
    expect(seal.references[0]?.input).toEqual({ kind: 'document', source: utf8('another') });
    expect(seal.scope.coversWholeDocument).toBe(true);
  });

  it('is the one with the right digest when there are several', async () => {
    const sealed = await sealer.sealed(DOCUMENT);
    const contents = [{ source: utf8('another') }, { source: new Blob([Uint8Array.from(DOCUMENT)]) }];
    const seal = only(await parseCades(sealed, { contents }));
    expect(seal.references[0]?.input).toMatchObject({ kind: 'document', source: contents[1]?.source });
    const none = only(
      await parseCades(sealed, { contents: [contents[0], contents[0]].flatMap((one) => one ?? []) }),
    );
    expect(none.references[0]?.input).toBeUndefined();
  });

  it('may be a stream, or only a digest', async () => {
    const sealed = await sealer.sealed(DOCUMENT);
    const stream = new Blob([Uint8Array.from(DOCUMENT)]).stream();
    const streamed = only(await parseCades(sealed, { contents: [{ source: stream }] }));
    expect(streamed.references[0]?.input).toMatchObject({ kind: 'document' });
    const digest = { algorithm: 'SHA-256', digest: await digestBytes('SHA-256', DOCUMENT) } as const;
    const digested = only(await parseCades(sealed, { contents: [{ source: digest }] }));
    expect(digested.references[0]?.input).toEqual({ kind: 'digest', ...digest });
  });

  it('is not there when nothing is given', async () => {
    const seal = only(await parseCades(await sealer.sealed(DOCUMENT)));
    expect(seal.references[0]?.input).toBeUndefined();
    expect(seal.scope.coversWholeDocument).toBe(false);
  });

  it('is that inside an attached CMS, and another given beside it is said not to be used', async () => {
    const sealed = await sealer.sealed(DOCUMENT, { packaging: 'attached' });
    const { signatures, findings } = await parseCades(sealed, { contents: [{ source: utf8('another') }] });
    expect(signatures[0]?.references[0]?.input).toEqual({ kind: 'bytes', pieces: [DOCUMENT] });
    expect(findings.map(({ id }) => id)).toEqual(['CONTENT_NOT_USED']);
  });
});

async function counterSignature(): Promise<DerNode> {
  const countersigned = new Uint8Array(3);
  const [, ...attributes] = await usualAttributes(countersigned, 'SHA-256');
  const signedAttributes = encodeSignedAttributes(attributes);
  const frame = signerInfoFrame(parseCertificate(sealer.world.chain[0]), 'SHA-256', 'ecdsa-sha256');
  const signature = await sealer.world.seal.key.sign(signedAttributes, 'ecdsa-sha256');
  return signerInfo(frame, { signedAttributes, signature });
}

/** A seal with a good counter-signature, which has one too. */
async function countersigned(): Promise<Uint8Array> {
  const frame = signerInfoFrame(parseCertificate(sealer.world.chain[0]), 'SHA-256', 'ecdsa-sha256');
  const over = async (value: Uint8Array, depth: number): Promise<DerNode> => {
    const [, ...attributes] = await usualAttributes(value, 'SHA-256');
    const signedAttributes = encodeSignedAttributes(attributes);
    const signature = await sealer.world.seal.key.sign(signedAttributes, 'ecdsa-sha256');
    const nested = depth === 0 ? [] : [attribute(OID.countersignature, [await over(signature, depth - 1)])];
    return signerInfo(frame, { signedAttributes, signature, unsignedAttributes: nested });
  };
  const received = parseSignedData(await make());
  const signerInfos = await Promise.all(
    received.signerInfos.map(async (signer) =>
      withUnsignedAttributes(signer, [attribute(OID.countersignature, [await over(signer.signature, 1)])]),
    ),
  );
  return encode(spliceSignedData(received, { signerInfos }));
}

describe('counter-signatures', () => {
  it('follow the signature they are of, nested ones too, and cover its value', async () => {
    const sealed = await countersigned();
    const { signatures } = await parseCades(sealed);
    const [first, second, third] = signatures;
    expect(signatures.map((one) => one.counterSignatureOf)).toEqual([null, first?.id, second?.id]);
    expect(second?.references[0]?.input).toEqual({ kind: 'bytes', pieces: [first?.signature.value] });
    expect(third?.findings).toEqual([]);
    expect(await checkSeals(sealed)).toEqual([true, true, true]);
  });

  it('C4: do not hold when they are of another value', async () => {
    const unsigned = [attribute(OID.countersignature, [await counterSignature()])];
    expect(await checkSeals(await make({ unsigned }))).toEqual([true, false]);
  });

  it('are left out and named when they cannot be read', async () => {
    const unsigned = [attribute(OID.countersignature, [octetString(new Uint8Array(3))])];
    expect(await findingsOf({ unsigned })).toEqual(['warning COUNTER_SIGNATURE_UNREADABLE']);
  });

  it('C17: are refused when they are nested too deeply, or too many', async () => {
    const limit = { code: 'CMS_LIMIT_EXCEEDED' };
    let nested = await counterSignature();
    for (let depth = 0; depth < 20; depth++) {
      const { signedFields } = parseSignedData(await make()).signerInfos[0] ?? { signedFields: [] };
      nested = sequence([...signedFields, element(0xa1, [attribute(OID.countersignature, [nested])])]);
    }
    const deep = await make({ unsigned: [attribute(OID.countersignature, [nested])] });
    await expect(parseCades(deep)).rejects.toMatchObject(limit);
    const received = parseSignedData(await make());
    const signerInfos = received.signerInfos.flatMap(({ raw }) => Array.from({ length: 1001 }, () => raw));
    await expect(parseCades(encode(spliceSignedData(received, { signerInfos })))).rejects.toMatchObject(
      limit,
    );
  });
});

describe('what is wrong with a signature', () => {
  it('is nothing for a good one', async () => {
    expect(await findingsOf({})).toEqual([]);
    expect(await checkSeals(await make())).toEqual([true]);
  });

  it('C3: is a repeated attribute', async () => {
    const digest = attribute(OID.messageDigest, [octetString(new Uint8Array(32))]);
    expect(await findingsOf({ attributes: [digest] })).toEqual(['error ATTRIBUTE_REPEATED']);
    const twoValues = attribute(OID.mimeType, [octetString(DOCUMENT), octetString(new Uint8Array(1))]);
    expect(await findingsOf({ attributes: [twoValues] })).toContain('warning ATTRIBUTE_REPEATED');
  });

  it('C4: is a content type other than that of the content', async () => {
    expect(await findingsOf({ contentType: OID.signedData })).toEqual(['error CONTENT_TYPE_DIFFERS']);
  });

  it('is a missing content type, digest or certificate reference', async () => {
    const [type, digest, reference] = await usualAttributes(DOCUMENT, 'SHA-256');
    const without = (replaced: readonly (DerPart | undefined)[]) =>
      findingsOf({ replaced: replaced.flatMap((one) => one ?? []) });
    expect(await without([digest, reference])).toEqual(['error CONTENT_TYPE_MISSING']);
    expect(await without([type, reference])).toEqual(['error MESSAGE_DIGEST_MISSING']);
    expect(await without([type, digest])).toEqual(['warning SIGNING_CERTIFICATE_MISSING']);
  });

  it('is a certificate reference that cannot be read', async () => {
    const broken = attribute(OID.signingCertificateV2, [sequence([octetString(DOCUMENT)])]);
    const [type, digest] = await usualAttributes(DOCUMENT, 'SHA-256');
    const replaced = [type, digest, broken].flatMap((one) => one ?? []);
    expect(await findingsOf({ replaced })).toEqual(['error SIGNING_CERTIFICATE_UNREADABLE']);
  });

  it('C5: is a digest algorithm that is not the one inside the signature algorithm', async () => {
    const findings = await findingsOf({ digest: 'SHA-512' });
    expect(findings).toEqual(['error DIGEST_ALGORITHMS_DIFFER', 'information DIGEST_ALGORITHM_NOT_LISTED']);
  });

  it('C5: is a cms-algorithm-protection of other algorithms', async () => {
    const protection = (digest: DigestAlgorithm, signature: string) =>
      attribute(OID.cmsAlgorithmProtection, [
        sequence([digestIdentifier(digest), element(0xa1, [objectIdentifier(signature)])]),
      ]);
    const ecdsaSha256 = '1.2.840.10045.4.3.2';
    expect(await findingsOf({ attributes: [protection('SHA-256', ecdsaSha256)] })).toEqual([]);
    const differs = ['error ALGORITHM_PROTECTION_DIFFERS'];
    expect(await findingsOf({ attributes: [protection('SHA-512', ecdsaSha256)] })).toEqual(differs);
    expect(await findingsOf({ attributes: [protection('SHA-256', '1.2.840.10045.4.3.4')] })).toEqual(differs);
    const broken = attribute(OID.cmsAlgorithmProtection, [integer(1)]);
    expect(await findingsOf({ attributes: [broken] })).toEqual(differs);
  });

  it('C1: is an order of the attributes that is not DER, though the value holds', async () => {
    const made = await make();
    const received = parseSignedData(made);
    const signerInfos = received.signerInfos.map(({ signedFields, signedAttributes }) =>
      sequence(
        signedFields.map((field) =>
          field[0] === 0xa0 ? element(0xa0, signedAttributes.map(({ raw }) => raw).reverse()) : field,
        ),
      ),
    );
    const seal = only(await parseCades(encode(spliceSignedData(received, { signerInfos }))));
    expect(seal.findings.map(({ id }) => id)).toEqual(['SIGNED_ATTRIBUTES_NOT_DER']);
    expect(seal.signature.signedBytes).toEqual(only(await parseCades(made)).signature.signedBytes);
  });

  it('is an attribute that is not known, which is named', async () => {
    const attributes = [attribute('1.2.392.99', [integer(1)])];
    const { findings } = await parseMade({ attributes });
    expect(findings).toMatchObject([{ id: 'ATTRIBUTE_UNKNOWN', severity: 'information' }]);
    expect(findings[0]?.message).toContain('1.2.392.99');
  });

  it('is a structure in which an attribute has no value, or one of another type', async () => {
    const empty = attribute(OID.mimeType, []);
    expect((await parseMade({ attributes: [empty] })).structure).toEqual({
      valid: false,
      messages: ['attribute mime-type has no value'],
    });
    const noTime = attribute(OID.signingTime, [integer(5)]);
    const seal = await parseMade({ attributes: [noTime] });
    expect(seal.structure.messages).toEqual(['attribute signing-time cannot be read']);
    expect(seal.claimedTime).toBeUndefined();
  });

  it('is a claimed time in GeneralizedTime before 2050, which is not used', async () => {
    const time = (value: string) => attribute(OID.signingTime, [generalizedTime(new Date(value))]);
    const early = await parseMade({ attributes: [time('2026-11-01T09:00:00Z')] });
    expect(early).toMatchObject({ claimedTime: undefined, findings: [{ id: 'SIGNING_TIME_MISENCODED' }] });
    const late = await parseMade({ attributes: [time('2050-01-01T00:00:00Z')] });
    expect(late).toMatchObject({ claimedTime: new Date('2050-01-01T00:00:00Z'), findings: [] });
  });

  it('C2: is that it has no signed attributes at all', async () => {
    const seal = only(await parseCades(await withoutSignedAttributes(DOCUMENT)));
    expect(seal).toMatchObject({ format: 'CMS', form: 'NOT-ETSI', references: [] });
    expect(seal.signature.signedBytes).toEqual({ kind: 'bytes', pieces: [DOCUMENT] });
    expect(seal.findings.map(({ id }) => id)).toEqual(['SIGNED_ATTRIBUTES_MISSING']);
  });

  it('C2: is that its content is the signed attributes of another signature', async () => {
    const content = encodeSignedAttributes(await usualAttributes(DOCUMENT, 'SHA-256'));
    const seal = only(await parseCades(await withoutSignedAttributes(content)));
    expect(seal.findings).toMatchObject([{ id: 'CONTENT_IS_SIGNED_ATTRIBUTES', severity: 'error' }]);
  });
});

/** A CMS whose value is over the content itself. */
async function withoutSignedAttributes(content: Uint8Array): Promise<Uint8Array> {
  const received = parseSignedData(await make({ content }));
  const signerInfos = received.signerInfos.map(({ signedFields }) =>
    sequence(signedFields.filter(([tag]) => tag !== 0xa0)),
  );
  return encode(spliceSignedData(received, { signerInfos }));
}

describe('timestamps', () => {
  const stamp = async (data: Uint8Array): Promise<Uint8Array> =>
    sealer.timestamps.stamp(await digestBytes('SHA-256', data));

  it('of the content cover the content', async () => {
    const token = await stamp(DOCUMENT);
    const sealed = await make({ attributes: [attribute(OID.contentTimestamp, [token])] });
    expect(only(await parseCades(sealed)).timestamps).toMatchObject([{ type: 'content', token }]);
    expect(await checkSeals(sealed)).toEqual([true]);
    const moved = await make({
      attributes: [attribute(OID.contentTimestamp, [await stamp(utf8('another'))])],
    });
    expect(await checkSeals(moved)).toEqual([false]);
  });

  it('of references cover the attributes without their outer header', async () => {
    const certificateRefs = attribute(OID.certificateRefs, [sequence([])]);
    const revocationRefs = attribute(OID.revocationRefs, [sequence([integer(7)])]);
    const inner = [certificateRefs, revocationRefs].map((node) => encode(node).subarray(2));
    const refsOnly = attribute(OID.certCrlTimestamp, [await stamp(concatBytes(inner))]);
    const seal = await parseMade({ unsigned: [certificateRefs, revocationRefs, refsOnly] });
    expect(seal.timestamps).toMatchObject([{ type: 'refs-only', input: { kind: 'bytes', pieces: inner } }]);
    const withValue = await parseMade({
      unsigned: [certificateRefs, revocationRefs, attribute(OID.escTimestamp, [await stamp(DOCUMENT)])],
    });
    expect(withValue.timestamps[0]).toMatchObject({
      type: 'validation-data',
      input: { kind: 'bytes', pieces: [withValue.signature.value, ...inner] },
    });
  });

  it('that are no tokens are left out and named', async () => {
    const unsigned = [attribute(OID.signatureTimestamp, [octetString(DOCUMENT)])];
    const seal = await parseMade({ unsigned });
    expect(seal).toMatchObject({ timestamps: [], findings: [{ id: 'TIMESTAMP_UNREADABLE' }] });
  });

  it('of a file stand alone in a token', async () => {
    const token = await stamp(DOCUMENT);
    const contents = [{ source: utf8('another') }, { source: DOCUMENT }];
    const container = await parseCades(token, { contents });
    expect(container).toMatchObject({ format: 'tst', signatures: [], findings: [] });
    expect(container.timestamps).toMatchObject([
      { type: 'document', token, input: { kind: 'document', source: DOCUMENT } },
    ]);
    expect((await parseCades(token)).timestamps[0]?.input).toBeUndefined();
    const broken = await parseCades(flipBit(token, -1));
    expect(broken.timestamps).toHaveLength(1);
  });
});
