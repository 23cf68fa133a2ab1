import type { CmsArchive } from '@eseal/core/container';
import { cades } from '@eseal/formats/cades';
import { pades } from '@eseal/formats/pades';
import { smallPdf } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { sealedBy } from '../../test/sealed.ts';
import { validateCertificate } from '../certificate.ts';
import { validate } from '../validate.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { certificateToJson, toJson } from './to-json.ts';

/** The names of every object of a value, by its path. */
function names(value: JsonValue, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((member) => names(member, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    `${path}.${name}`,
    ...names(member, `${path}.${name}`),
  ]);
}

/** Every name of the contract for a PDF with one seal and a signature timestamp. */
const NAMES = `
.document .document.name .document.format .document.size .document.sha256
.conclusion .conclusion.indication .conclusion.subIndication .validationTime .policy
.seals .seals[].id .seals[].format .seals[].adesLevel .seals[].counterSignatureOf .seals[].form
.seals[].structure .seals[].structure.valid .seals[].structure.messages .seals[].indication .seals[].subIndication
.seals[].cryptography .seals[].cryptography.referencesFound .seals[].cryptography.referencesIntact
.seals[].cryptography.signatureIntact .seals[].cryptography.digestAlgorithm .seals[].cryptography.signatureAlgorithm
.seals[].cryptography.references .seals[].cryptography.references[].kind .seals[].cryptography.references[].found
.seals[].cryptography.references[].intact
.seals[].claimedTime .seals[].bestSignatureTime .seals[].proofOfExistence
.seals[].signingCertificate .seals[].signingCertificate.subject .seals[].signingCertificate.issuer
.seals[].signingCertificate.serialNumber .seals[].signingCertificate.sha256 .seals[].signingCertificate.notBefore
.seals[].signingCertificate.notAfter
.seals[].signingCertificateReference .seals[].signingCertificateReference.present
.seals[].signingCertificateReference.unique .seals[].signingCertificateReference.digestMatch
.seals[].signingCertificateReference.issuerSerialMatch
.seals[].chain .seals[].trust .seals[].trust.route .seals[].trust.anchor .seals[].trust.service
.seals[].organization .seals[].organization.name .seals[].organization.identifiers
.seals[].organization.identifiers[].scheme .seals[].organization.identifiers[].country
.seals[].organization.identifiers[].reference .seals[].organization.identifiers[].raw
.seals[].organization.identifiers[].place .seals[].organization.identifiers[].checkDigit
.seals[].kind .seals[].assuranceLevel .seals[].euQualification
.seals[].scope .seals[].scope.coversWholeDocument .seals[].scope.description .seals[].scope.revision
.seals[].scope.byteRange .seals[].scope.byteRangeValid .seals[].scope.dictionaryConsistent .seals[].scope.permission
.seals[].scope.modifications
.seals[].timestamps .seals[].timestamps[].id .seals[].timestamps[].type .seals[].timestamps[].time
.seals[].timestamps[].tsa .seals[].timestamps[].indication .seals[].timestamps[].subIndication
.seals[].timestamps[].imprintFound .seals[].timestamps[].imprintIntact .seals[].timestamps[].signatureIntact
.seals[].revocation .seals[].revocation[].certificate .seals[].revocation[].source .seals[].revocation[].status
.seals[].revocation[].thisUpdate .seals[].revocation[].nextUpdate .seals[].revocation[].revocationTime
.seals[].findings .seals[].findings[].id .seals[].findings[].severity .seals[].findings[].message
.seals[].findings[].citation
.seals[].checks .seals[].checks[].id .seals[].checks[].status .seals[].checks[].citation .seals[].attempts
.seals[].timestamps[].trust .seals[].timestamps[].revocation .seals[].timestamps[].attempts .seals[].timestamps[].sha256
.seals[].revocation[].evidence .seals[].signaturePolicy .seals[].scope.lock
.timestamps .findings .process .retrieval .certificates .certificates[].sha256
`
  .trim()
  .split(/\s+/);

const TIMES = ['.validationTime', '.seals[].bestSignatureTime', '.seals[].signingCertificate.notAfter'];

describe('toJson', () => {
  it('has every name of the contract', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, await smallPdf(), pades(), { adesLevel: 'B-T' });
    const report = await validate(sealed, { trust: world.anchors, validationTime: NOW, name: 'a.pdf' });
    const found = new Set(names(toJson(report)));
    expect(NAMES.filter((name) => !found.has(name))).toEqual([]);
    expect(TIMES.every((name) => found.has(name))).toBe(true);
  });

  it('is plain JSON: text, numbers, times in UTC, digests in lower-case hexadecimal', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, await smallPdf(), pades());
    const report = await validate(sealed, { trust: world.anchors, validationTime: NOW });
    const json = toJson(report);
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    expect(json.validationTime).toBe('2026-11-01T00:00:00.000Z');
    expect(json.document).toMatchObject({ name: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(json.conclusion).toEqual({
      indication: 'INDETERMINATE',
      subIndication: 'CERTIFICATE_CHAIN_GENERAL_FAILURE',
    });
  });

  it('says null where a seal passed, and has no certificate where none was identified', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, new Uint8Array(3), cades());
    const options = { trust: world.anchors, revocation: 'none', validationTime: NOW } as const;
    const passed = toJson(await validate(sealed, { ...options, contents: [{ source: new Uint8Array(3) }] }));
    expect(passed.conclusion).toEqual({ indication: 'TOTAL-PASSED', subIndication: null });
    const garbage = toJson(await validate(new Uint8Array(3), options));
    expect(garbage).toMatchObject({ seals: [], timestamps: [], document: { format: 'unknown' } });
  });

  it('says of an archive timestamp of a CMS what it rests on, and nothing of the kind of others', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, await smallPdf(), pades(), { adesLevel: 'B-T' });
    const report = await validate(sealed, { trust: world.anchors, validationTime: NOW });
    const [timestamp] = report.seals[0]?.timestamps ?? [];
    if (timestamp === undefined) throw new Error('there is no timestamp');
    const hashIndex = { name: 'ats-hash-index-v3', valid: false, problems: ['x'] } as const;
    const shown = (archive: CmsArchive | null) =>
      toJson({ ...report, seals: [], timestamps: [{ ...timestamp, archive }] }).timestamps;
    expect(shown({ version: 'v3', hashIndex })).toMatchObject([
      { version: 'v3', hashIndex: 'ats-hash-index-v3', hashIndexValid: false },
    ]);
    expect(shown({ version: 'v2', hashIndex: undefined })).toMatchObject([
      { version: 'v2', hashIndex: null, hashIndexValid: null },
    ]);
    expect(shown(null)).toHaveLength(1);
    expect(shown(null)).not.toHaveProperty([0, 'version']);
  });

  it('writes findings in the language asked for', async () => {
    const world = await goodWorld();
    const report = await validate(new Uint8Array(3), { trust: world.anchors });
    const message = (json: JsonObject): JsonValue | undefined =>
      Array.isArray(json.findings) ? json.findings[0]?.message : undefined;
    expect(message(toJson(report))).toBe(report.findings[0]?.message.en);
    expect(message(toJson(report, { language: 'ja' }))).toBe(report.findings[0]?.message.ja);
  });
});

describe('certificateToJson', () => {
  it('has every name of the contract', async () => {
    const world = await goodWorld();
    const options = { trust: world.anchors, validationTime: NOW };
    const passed = certificateToJson(
      await validateCertificate(world.issuingCa.certificate, { ...options, revocation: 'none' }),
    );
    expect(passed).toMatchObject({
      certificate: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      indication: 'TOTAL-PASSED',
      subIndication: null,
      chain: [expect.any(String), expect.any(String)],
      policies: ['2.5.29.32.0'],
      validationTime: '2026-11-01T00:00:00.000Z',
      attempts: [],
      findings: expect.any(Array),
    });
    const failed = certificateToJson(await validateCertificate(world.seal.certificate, options));
    expect(failed).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      attempts: [
        {
          chain: [expect.any(String)],
          reason: { id: 'PATH_ISSUER_NOT_FOUND', citation: expect.any(String) },
        },
      ],
    });
    expect(certificateToJson(await validateCertificate(new Uint8Array(1), options)).certificate).toBeNull();
  });
});
