import { utf8 } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import { pades } from '@eseal/formats/pades';
import {
  addDays,
  createExpiredWorld,
  createHostileWorld,
  flipBit,
  goodEntities,
  indexOfBytes,
  lockedPdf,
  OWNER_PASSWORD,
  replaceBytes,
  smallPdf,
  USER_PASSWORD,
  type World,
} from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../test/judging.ts';
import { sealedBy } from '../test/sealed.ts';
import { subIndicationOf } from './report/conclusion.ts';
import type { TrustSource } from './trust/source.ts';
import { type ValidateOptions, validate } from './validate.ts';

const DOCUMENT = utf8('御請求書 合計 110,000円');

const options = (world: World, changes: Partial<ValidateOptions> = {}): ValidateOptions => ({
  trust: world.anchors,
  revocation: 'none',
  validationTime: NOW,
  ...changes,
});

describe('validate', () => {
  it.each([
    ['attached CAdES', cades({ packaging: 'attached' })],
    ['detached CAdES', cades()],
  ])('passes an %s seal and says who made it', async (_, format) => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, format);
    const report = await validate(sealed, options(world, { contents: [{ source: DOCUMENT }] }));
    expect(report.conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect(report.document).toMatchObject({ format: 'cades', size: sealed.length });
    expect(report.seals).toMatchObject([
      {
        format: 'CAdES',
        adesLevel: 'B-B',
        conclusion: { indication: 'TOTAL-PASSED' },
        organization: { name: '株式会社サンプル', identifiers: [{ scheme: 'NTR', checkDigit: 'ok' }] },
        kind: 'unknown',
        assuranceLevel: null,
        euQualification: null,
        proofOfExistence: 'now',
        path: { trust: { route: 'pinned' } },
      },
    ]);
  });

  it('passes the seal on a PDF, given as bytes, Blob or stream', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, await smallPdf(), pades());
    const reports = [];
    for (const source of [sealed, new Blob([sealed]), new Blob([sealed]).stream()]) {
      reports.push(await validate(source, options(world)));
    }
    const [first] = reports;
    expect(first?.conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect(first?.seals).toMatchObject([{ format: 'PAdES', scope: { coversWholeDocument: true } }]);
    for (const report of reports) expect(report).toEqual(first);
  });

  it('is never sure without revocation data, unless told not to ask', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }));
    const { revocation: _, ...required } = options(world);
    const report = await validate(sealed, required);
    expect(report.conclusion).toEqual({
      indication: 'INDETERMINATE',
      subIndication: 'CERTIFICATE_CHAIN_GENERAL_FAILURE',
    });
    expect(report.seals[0]?.findings).toContainEqual(
      expect.objectContaining({ id: 'REVOCATION_CHECKED', severity: 'error' }),
    );
    const told = await validate(sealed, options(world));
    expect(told.seals[0]?.findings).toContainEqual(
      expect.objectContaining({ id: 'REVOCATION_NOT_CHECKED', severity: 'warning' }),
    );
  });

  it('takes the time of a timestamp for the best time, and needs revocation data for its authority too', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }), { adesLevel: 'B-T' });
    const later = { validationTime: addDays(NOW, 30) };
    const report = await validate(sealed, options(world, later));
    expect(report.seals).toMatchObject([
      {
        adesLevel: 'B-T',
        bestSignatureTime: NOW,
        proofOfExistence: 'timestamp',
        timestamps: [{ type: 'signature', time: NOW, imprintIntact: true, signatureIntact: true }],
      },
    ]);
    const strict = await validate(sealed, options(world, { ...later, revocation: 'required' }));
    expect(strict.seals).toMatchObject([
      { proofOfExistence: 'now', timestamps: [{ conclusion: { indication: 'INDETERMINATE' } }] },
    ]);
  });

  it('fails a CAdES seal with one changed bit of its content', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }));
    const report = await validate(flipBit(sealed, indexOfBytes(sealed, DOCUMENT)), options(world));
    expect(report.conclusion).toEqual({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
  });

  it('fails a PDF with one changed bit of its content', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, await smallPdf(), pades());
    const report = await validate(flipBit(sealed, 12), options(world));
    expect(report.conclusion).toEqual({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
    expect(report.seals[0]?.cryptography).toMatchObject({ referencesIntact: false, signatureIntact: true });
  });

  it('opens an encrypted PDF by its password, and decides nothing about one that stays locked', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, lockedPdf(), pades({ password: USER_PASSWORD }));
    const validated = (password?: string) =>
      validate(sealed, options(world, password === undefined ? {} : { password }));
    for (const password of [USER_PASSWORD, OWNER_PASSWORD])
      expect((await validated(password)).conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    for (const [password, code] of [
      [undefined, 'PDF_PASSWORD_REQUIRED'],
      ['wrong', 'PDF_PASSWORD_WRONG'],
    ] as const) {
      const { conclusion, findings } = await validated(password);
      expect(conclusion).toMatchObject({ indication: 'INDETERMINATE' });
      expect(findings).toMatchObject([{ id: 'DOCUMENT_UNREADABLE', facts: { code } }]);
    }
  });

  it('fails a seal with one changed bit of its signature value', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }));
    const report = await validate(flipBit(sealed, -2), options(world));
    expect(report.conclusion).toEqual({ indication: 'TOTAL-FAILED', subIndication: 'SIG_CRYPTO_FAILURE' });
    expect(report.seals[0]?.cryptography).toMatchObject({ referencesIntact: true, signatureIntact: false });
  });

  it('misses the document of a detached seal, and knows a wrong one', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, cades());
    const outcome = async (contents: ValidateOptions['contents']) =>
      subIndicationOf((await validate(sealed, options(world, contents && { contents }))).conclusion);
    expect(await outcome(undefined)).toBe('SIGNED_DATA_NOT_FOUND');
    expect(await outcome([{ source: utf8('another document') }])).toBe('HASH_FAILURE');
    expect(await outcome([{ source: new Blob([DOCUMENT]).stream() }])).toBeNull();
  });

  it('cannot decide about an expired seal without a timestamp', async () => {
    const world = await createExpiredWorld({ now: NOW });
    const past = { ...world, now: addDays(NOW, -60) };
    const sealed = await sealedBy(past, DOCUMENT, cades({ packaging: 'attached' }));
    const report = await validate(sealed, options(world));
    expect(report.conclusion).toEqual({ indication: 'INDETERMINATE', subIndication: 'OUT_OF_BOUNDS_NO_POE' });
    expect((await validate(sealed, options(world, { validationTime: past.now }))).conclusion.indication).toBe(
      'TOTAL-PASSED',
    );
  });

  it('passes no seal of an unsuitable certificate', async () => {
    const world = await createHostileWorld({ now: NOW });
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }), {
      entity: world.entity('leaf-is-a-ca'),
    });
    const report = await validate(sealed, options(world));
    expect(subIndicationOf(report.conclusion)).toBe('CHAIN_CONSTRAINTS_FAILURE');
  });

  it('C6: lets no certificate be exchanged for another of the same key', async () => {
    const twin = goodEntities(NOW).find(({ name }) => name === 'seal');
    if (twin === undefined) throw new Error('the good world has no seal');
    const world = await goodWorld({ key: 'rsa-2048', entities: [{ ...twin, name: 'twin', keyOf: 'seal' }] });
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }));
    // Of the same length, since RSA values are, so that nothing around it changes.
    const forged = replaceBytes(sealed, world.seal.certificate, world.entity('twin').certificate);
    const report = await validate(forged, options(world));
    expect(subIndicationOf(report.conclusion)).toBe('NO_SIGNING_CERTIFICATE_FOUND');
    expect(report.seals[0]).toMatchObject({
      signingCertificate: null,
      signingCertificateReference: { present: true, digestMatch: false },
      cryptography: { signatureIntact: false },
    });
  });

  it('C7: judges every seal of a document for itself', async () => {
    const world = await goodWorld();
    const once = await sealedBy(world, await smallPdf(), pades());
    const twice = await validate(await sealedBy(world, once, pades()), options(world));
    expect(twice.seals.map(({ conclusion }) => subIndicationOf(conclusion))).toEqual([null, null]);
    expect(twice.conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    const stranger = await goodWorld({ key: 'rsa-2048' });
    const mixed = await validate(await sealedBy(stranger, once, pades()), options(world));
    expect(mixed.seals.map(({ conclusion }) => conclusion.indication)).toEqual([
      'TOTAL-PASSED',
      'INDETERMINATE',
    ]);
    expect(mixed.conclusion.indication).toBe('INDETERMINATE');
  });

  it('says that a document bears no seal', async () => {
    const report = await validate(await smallPdf(), options(await goodWorld()));
    expect(report.conclusion).toEqual({ indication: 'INDETERMINATE', subIndication: null });
    expect(report.findings).toMatchObject([{ id: 'NO_SEAL_FOUND' }]);
  });

  it('judges a timestamp token that is a file of its own', async () => {
    const world = await goodWorld();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', DOCUMENT));
    const token = await world.timestampAuthority.stamp(digest);
    const report = await validate(token, options(world, { contents: [{ source: DOCUMENT }] }));
    expect(report).toMatchObject({
      document: { format: 'tst' },
      conclusion: { indication: 'TOTAL-PASSED' },
      seals: [],
      timestamps: [{ time: NOW, imprintIntact: true }],
    });
    const other = await validate(token, options(world, { contents: [{ source: utf8('x') }] }));
    expect(other.conclusion).toEqual({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
  });
});

describe('validate with anything else', () => {
  it.each([
    ['nothing', new Uint8Array(), 'FORMAT_UNKNOWN'],
    ['text', utf8('this is no sealed document'), 'FORMAT_UNKNOWN'],
    ['half a PDF', utf8('%PDF-1.7\n1 0 obj\n'), 'DOCUMENT_UNREADABLE'],
    [
      'half a CMS',
      Uint8Array.of(0x30, 0x82, 0x10, 0x00, 6, 9, 42, 134, 72, 134, 247, 13, 1, 7, 2),
      'DOCUMENT_UNREADABLE',
    ],
  ])('reports on %s', async (_, bytes, id) => {
    const report = await validate(bytes, options(await goodWorld()));
    expect(report.conclusion).toEqual({ indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' });
    expect(report.findings).toMatchObject([{ id, severity: 'error' }]);
    expect(report.document.size).toBe(bytes.length);
  });

  it('C18: gives a report for any bytes, within a second, and never passes them', async () => {
    const world = await goodWorld();
    const seals = [
      await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }), { adesLevel: 'B-T' }),
      await sealedBy(world, await smallPdf(), pades()),
    ];
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...seals), damage, async (sealed, changes) => {
        const bytes = Uint8Array.from(sealed);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const before = performance.now();
        const report = await validate(bytes, options(world));
        expect(performance.now() - before).toBeLessThan(10_000);
        const whole = bytes.every((byte, at) => byte === sealed[at]);
        const first = report.seals[0];
        // Unsigned parts of a CMS may change without harm: then the signature still holds over the same content.
        if (!whole && report.conclusion.indication === 'TOTAL-PASSED') {
          expect(first?.cryptography).toMatchObject({ referencesIntact: true, signatureIntact: true });
        }
        expect(report.findings.some(({ id }) => id === 'VALIDATION_INTERRUPTED')).toBe(false);
        expect(first?.findings.some(({ id }) => id === 'VALIDATION_INTERRUPTED') ?? false).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('C18: reports the fault of a document that cannot be read to its end, and passes nothing', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }));
    let reads = 0;
    const failing = {
      size: sealed.length,
      read: async (start: number, end: number) => {
        if (++reads > 2) throw new Error('the disk is gone');
        return sealed.subarray(start, end);
      },
    };
    const report = await validate(failing, options(world));
    expect(report.conclusion.indication).toBe('INDETERMINATE');
    expect(report.document.sha256).toBeNull();
  });

  it.each(['anchorsNamed', 'certificatesNamed'] as const)(
    'C18, K24: passes nothing when trust fails in %s',
    async (name) => {
      const world = await goodWorld();
      const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }));
      const trust: TrustSource = {
        size: 1,
        anchorsNamed: () => [],
        [name]: () => Promise.reject(new Error('gone')),
      };
      const report = await validate(sealed, options(world, { trust }));
      expect(subIndicationOf(report.conclusion)).toBe('NO_CERTIFICATE_CHAIN_FOUND');
      expect(report.findings).toMatchObject([{ id: 'TRUST_SOURCE_FAILED', severity: 'error' }]);
    },
  );

  it('K24: says so when nothing is trusted', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }));
    const report = await validate(sealed, options(world, { trust: [] }));
    expect(subIndicationOf(report.conclusion)).toBe('NO_CERTIFICATE_CHAIN_FOUND');
    expect(report.findings).toMatchObject([{ id: 'TRUST_EMPTY' }]);
  });
});

describe('validate as a call', () => {
  it('ends when it is aborted', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }));
    const aborted = options(world, { signal: AbortSignal.abort() });
    await expect(validate(sealed, aborted)).rejects.toMatchObject({ code: 'ABORTED' });
    const controller = new AbortController();
    const trust: TrustSource = {
      size: 1,
      anchorsNamed: () => {
        controller.abort();
        return [];
      },
    };
    const midway = options(world, { trust, signal: controller.signal });
    await expect(validate(sealed, midway)).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('leaves undecided what its time does not suffice for', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }));
    await expect(validate(sealed, options(world, { timeBudget: -1 }))).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    const slow: TrustSource = {
      size: 1,
      anchorsNamed: () => {
        const end = performance.now() + 30;
        while (performance.now() < end);
        return [];
      },
    };
    const report = await validate(sealed, options(world, { trust: slow, timeBudget: 20 }));
    expect(report.conclusion).toEqual({ indication: 'INDETERMINATE', subIndication: null });
    expect(report.seals[0]?.findings).toMatchObject([{ id: 'VALIDATION_INTERRUPTED' }]);
  });

  it('refuses a broken call', async () => {
    const world = await goodWorld();
    const broken = (changes: Partial<ValidateOptions>) => validate(DOCUMENT, options(world, changes));
    await expect(broken({ validationTime: new Date('never') })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    await expect(broken({ trust: [Uint8Array.of(1)] })).rejects.toMatchObject({ code: 'DECODE_FAILED' });
    const stream = new Blob([new Uint8Array(100)]).stream();
    const limited = options(world, { maxStreamBytes: 10 });
    await expect(validate(stream, limited)).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
  });

  it('gives the same report for the same input', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, await smallPdf(), pades(), { adesLevel: 'B-T' });
    expect(await validate(sealed, options(world))).toEqual(await validate(sealed, options(world)));
  });
});
