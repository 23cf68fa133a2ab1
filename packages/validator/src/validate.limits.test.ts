/** Validations that are told to stop, run out of time, or depend on what fails: a report or `ABORTED`, and nothing passes. */
import { type RandomAccess, utf8 } from '@eseal/core';
import { PublicKey } from '@eseal/core/crypto';
import { asic } from '@eseal/formats/asic';
import { cades } from '@eseal/formats/cades';
import { pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';
import { issueCrl, smallPdf, type World } from '@eseal/testkit';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../test/judging.ts';
import { sealedBy } from '../test/sealed.ts';
import { validateCertificate } from './certificate.ts';
import type { IssuerSource } from './path/issuer-source.ts';
import type { ValidationReport } from './report/report.ts';
import type { RevocationProvider } from './revocation/provider.ts';
import { validateTimestampToken } from './timestamp.ts';
import { createPinnedTrust } from './trust/pinned.ts';
import { type ValidateOptions, validate } from './validate.ts';

const DOCUMENT = utf8('御請求書 合計 110,000円');

let world: World;
let documents: Readonly<Record<string, Uint8Array>>;
beforeAll(async () => {
  world = await goodWorld();
  const level = { adesLevel: 'B-T' } as const;
  const contained = asic({ type: 'asic-e', container: 'xades', name: 'invoice.txt' });
  const once = await sealedBy(world, await smallPdf(), pades(), level);
  documents = {
    PDF: once,
    'PDF with a later seal': await sealedBy(world, once, pades(), level),
    XML: await sealedBy(world, utf8(`<invoice>${'<line/>'.repeat(2000)}</invoice>`), xades(), level),
    CMS: await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }), level),
    container: await sealedBy(world, DOCUMENT, contained, level),
  };
});
afterEach(() => vi.restoreAllMocks());

const KINDS = ['PDF', 'PDF with a later seal', 'XML', 'CMS', 'container'];

const documentOf = (kind: string): Uint8Array => documents[kind] ?? new Uint8Array();

const options = (changes: Partial<ValidateOptions> = {}): ValidateOptions => ({
  trust: world.anchors,
  revocation: 'none',
  validationTime: NOW,
  now: NOW,
  ...changes,
});

const idsOf = ({ seals, findings }: ValidationReport): readonly string[] =>
  [...findings, ...seals.flatMap((seal) => seal.findings)].map(({ id }) => id);

/** A file whose reads are counted, and watched. */
function watched(bytes: Uint8Array, onRead: (count: number) => void): RandomAccess {
  let count = 0;
  return {
    size: bytes.length,
    read: async (start, end) => {
      onRead(++count);
      return bytes.subarray(start, end);
    },
  };
}

/** One gigabyte that takes no memory, and its reads. */
function gigabyte(onRead: (count: number) => void): RandomAccess {
  const zeros = new Uint8Array(1 << 20);
  let count = 0;
  return {
    size: 2 ** 30,
    read: async (start, end) => {
      onRead(++count);
      return zeros.subarray(0, end - start);
    },
  };
}

describe('an aborted validation', () => {
  it.each(KINDS)('of a %s rejects wherever in its reading it is aborted, without a verdict', async (kind) => {
    let reads = 0;
    await validate(
      watched(documentOf(kind), (count) => {
        reads = count;
      }),
      options(),
    );
    expect(reads).toBeGreaterThan(0);
    for (let at = 1; at <= reads; at += Math.ceil(reads / 6)) {
      const stop = new AbortController();
      const file = watched(documentOf(kind), (count) => {
        if (count === at) stop.abort();
      });
      await expect(validate(file, options({ signal: stop.signal }))).rejects.toMatchObject({
        code: 'ABORTED',
      });
    }
  });

  it('leaves the rest of a gigabyte unread', async () => {
    const sealed = await sealedBy(world, DOCUMENT, cades());
    const stop = new AbortController();
    let reads = 0;
    const source = gigabyte((count) => {
      reads = count;
      if (count === 5) stop.abort();
    });
    const aborted = validate(sealed, options({ contents: [{ source }], signal: stop.signal }));
    await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' });
    expect(reads).toBeLessThan(20);
  });

  it.each<[string, (stop: AbortController) => Partial<ValidateOptions>]>([
    [
      'while trust is asked',
      (stop) => ({
        trust: {
          size: 1,
          anchorsNamed: (name) => {
            stop.abort();
            return createPinnedTrust(world.anchors).anchorsNamed(name);
          },
        },
      }),
    ],
    ['while issuers are asked', (stop) => ({ trust: [], issuers: { issuersOf: () => hanging(stop) } })],
    [
      'while revocation data is asked for',
      (stop) => ({ revocation: 'required', revocationProvider: { collect: () => hanging(stop) } }),
    ],
    [
      'with a large CRL at hand',
      (stop) => ({
        revocation: 'required',
        revocationProvider: {
          collect: async () => {
            stop.abort();
            return [{ kind: 'crl', encoded: await largeCrl() }];
          },
        },
      }),
    ],
  ])('rejects %s', async (_when, changes) => {
    const stop = new AbortController();
    const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }));
    const aborted = validate(sealed, options({ ...changes(stop), signal: stop.signal }));
    await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

/** Never answers, and has the call aborted. */
function hanging(stop: AbortController): Promise<never> {
  setTimeout(() => stop.abort(), 5);
  return new Promise(() => undefined);
}

/** A CRL of the issuing authority with many entries. */
const largeCrl = (): Promise<Uint8Array> =>
  issueCrl({
    issuer: world.issuingCa,
    thisUpdate: NOW,
    nextUpdate: new Date(NOW.getTime() + 86_400_000),
    number: 1,
    revocations: Array.from({ length: 4000 }, (_, index) => ({
      serialNumber: Uint8Array.of(1, index >> 16, (index >> 8) & 255, index & 255),
      at: NOW,
    })),
  });

describe('a validation whose time is used up', () => {
  it.each(KINDS)('gives an INDETERMINATE report on a %s that says so', async (kind) => {
    for (const timeBudget of [0.001, 0.5, 2, 5]) {
      const report = await validate(documentOf(kind), options({ timeBudget }));
      if (timeBudget > 0.1 && report.conclusion.indication === 'TOTAL-PASSED') continue;
      expect(report.conclusion.indication).toBe('INDETERMINATE');
      expect(idsOf(report).join()).toMatch(/VALIDATION_INTERRUPTED|DOCUMENT_UNREADABLE/);
    }
  });

  it('gives one on a certificate and on a timestamp', async () => {
    const { conclusion } = await validateCertificate(
      certificateOf(world.seal),
      options({ timeBudget: 0.001 }),
    );
    expect(conclusion.indication).toBe('INDETERMINATE');
    const token = Uint8Array.of(0x30, 0);
    const report = await validateTimestampToken(token, {
      ...options({ timeBudget: 0.001 }),
      content: DOCUMENT,
    });
    expect(report.conclusion.indication).not.toBe('TOTAL-PASSED');
  });

  it('waits no longer for a gigabyte than it may', async () => {
    const sealed = await sealedBy(world, DOCUMENT, cades());
    let reads = 0;
    const source = gigabyte((count) => {
      reads = count;
    });
    const report = await validate(sealed, options({ contents: [{ source }], timeBudget: 50 }));
    expect(report.conclusion.indication).toBe('INDETERMINATE');
    expect(idsOf(report)).toContain('VALIDATION_INTERRUPTED');
    expect(reads).toBeLessThan(1000);
  });

  it.each<[string, Partial<ValidateOptions>]>([
    ['issuers', { issuers: { issuersOf: () => new Promise(() => undefined) } }],
    [
      'revocation data',
      { revocation: 'required', revocationProvider: { collect: () => new Promise(() => undefined) } },
    ],
  ])('waits no longer for %s that never come', async (_what, changes) => {
    const sealed = await sealedBy(
      world,
      DOCUMENT,
      cades({ packaging: 'attached', includeCertificates: 'seal' }),
    );
    const report = await validate(sealed, options({ ...changes, timeBudget: 60 }));
    expect(report.conclusion.indication).toBe('INDETERMINATE');
  });
});

describe('C18: whatever a validation depends on may fail, and nothing passes because of it', () => {
  const failing = (): never => {
    throw new TypeError('boom');
  };
  const rejecting = (): Promise<never> => Promise.reject(new Error('boom'));
  const odd = <T>(): T => JSON.parse('{"not":"a list"}');
  const required = { revocation: 'required' } as const;

  it.each<[string, () => Partial<ValidateOptions>]>([
    ['trust that throws', () => ({ trust: { size: 1, anchorsNamed: failing } })],
    ['trust that rejects', () => ({ trust: { size: 1, anchorsNamed: rejecting } })],
    ['trust that gives no list', () => ({ trust: { size: 1, anchorsNamed: odd } })],
    ['issuers that throw', () => ({ trust: [], issuers: { issuersOf: failing } satisfies IssuerSource })],
    ['issuers that reject', () => ({ trust: [], issuers: { issuersOf: rejecting } })],
    ['issuers that give no list', () => ({ trust: [], issuers: { issuersOf: odd } })],
    [
      'a provider that throws',
      () => ({ ...required, revocationProvider: { collect: failing } satisfies RevocationProvider }),
    ],
    ['a provider that rejects', () => ({ ...required, revocationProvider: { collect: rejecting } })],
    ['a provider that gives no list', () => ({ ...required, revocationProvider: { collect: odd } })],
    [
      'a provider that gives no bytes',
      () => ({ ...required, revocationProvider: { collect: () => [JSON.parse('{"kind":"crl"}')] } }),
    ],
  ])('%s', async (_what, changes) => {
    for (const kind of KINDS) {
      const report = await validate(documentOf(kind), options(changes()));
      expect([kind, report.conclusion.indication]).toEqual([kind, 'INDETERMINATE']);
    }
  });

  it('keys that cannot be used', async () => {
    vi.spyOn(PublicKey.prototype, 'verify').mockRejectedValue(new Error('no such provider'));
    for (const kind of KINDS) {
      const report = await validate(documentOf(kind), options());
      expect([kind, report.conclusion.indication]).toEqual([kind, 'INDETERMINATE']);
      expect(idsOf(report)).toContain('VALIDATION_INTERRUPTED');
    }
  });

  it('documents that cannot be read to their end', async () => {
    for (const kind of KINDS) {
      const bytes = documentOf(kind);
      let reads = 0;
      await validate(
        watched(bytes, (count) => (reads = count)),
        options(),
      );
      for (let at = 1; at <= reads; at += Math.ceil(reads / 6)) {
        const file = watched(bytes, (count) => {
          if (count >= at) throw new Error('bad sector');
        });
        const report = await validate(file, options());
        expect([kind, at, report.conclusion.indication]).not.toEqual([kind, at, 'TOTAL-PASSED']);
      }
    }
  });
});

describe('K24: no anchors, or a source of trust that fails', () => {
  it.each(KINDS)('leave a %s undecided, with the cause', async (kind) => {
    const empty = await validate(documentOf(kind), options({ trust: [] }));
    expect(empty.conclusion).toEqual({
      indication: 'INDETERMINATE',
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
    });
    expect(idsOf(empty)).toContain('TRUST_EMPTY');
    const trust = { size: 3, anchorsNamed: () => Promise.reject(new Error('the list has expired')) };
    const failing = await validate(documentOf(kind), options({ trust }));
    expect(failing.conclusion).toEqual(empty.conclusion);
    const cause = failing.findings.find(({ id }) => id === 'TRUST_SOURCE_FAILED');
    expect(cause?.message.en).toContain('the list has expired');
  });
});
