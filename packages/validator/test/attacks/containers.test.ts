/** Containers whose files, manifests or timestamps were exchanged after sealing, judged as a whole. */
import { utf8 } from '@eseal/core';
import { createTimestampClient } from '@eseal/core/timestamp';
import { type AsicOptions, asic, stampAsic } from '@eseal/formats/asic';
import type { World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { policyOf } from '../../src/policy/presets.ts';
import { type ValidateOptions, validate } from '../../src/validate.ts';
import { readStored, writeStored } from '../archives.ts';
import { goodWorld, NOW } from '../judging.ts';
import { sealedBy } from '../sealed.ts';

const MANIFEST = 'META-INF/ASiCManifest.xml';

let world: World;
let cades: Uint8Array;
let xades: Uint8Array;
let stamped: Uint8Array;
beforeAll(async () => {
  world = await goodWorld();
  const contents = [{ name: 'b.txt', source: utf8('二つ目') }];
  const sealed = (container: 'cades' | 'xades') =>
    sealedBy(
      world,
      utf8('一つ目'),
      asic({ type: 'asic-e', container, name: 'a.txt', contents } as AsicOptions),
    );
  [cades, xades] = await Promise.all([sealed('cades'), sealed('xades')]);
  const document = { name: 'a.txt', source: utf8('一つ目') };
  stamped = await (await stampAsic([document], timestamps(), { type: 'asic-e' })).toBytes();
});

const timestamps = () =>
  createTimestampClient({ url: world.urls.tsa, transport: world.transport, now: () => world.now });

/** What a container is judged as once its files were changed. */
async function judge(
  container: Uint8Array,
  change: (files: Map<string, Uint8Array>) => void = () => undefined,
  options: Partial<ValidateOptions> = {},
) {
  const files = readStored(container);
  change(files);
  const given = { trust: world.anchors, revocation: 'none', validationTime: NOW, ...options } as const;
  return validate(writeStored(files), given);
}

const outcomeOf = async (...given: Parameters<typeof judge>): Promise<string> => {
  const { conclusion } = await judge(...given);
  return 'subIndication' in conclusion ? (conclusion.subIndication ?? '') : conclusion.indication;
};

/** Changes the text of a file. */
const edit =
  (name: string, change: (text: string) => string) =>
  (files: Map<string, Uint8Array>): void => {
    const before = new TextDecoder().decode(files.get(name));
    const after = change(before);
    if (after === before) throw new RangeError(`nothing was changed in ${name}`);
    files.set(name, utf8(after));
  };

describe('a container as it was sealed', () => {
  it('passes, put together anew as well', async () => {
    for (const container of [cades, xades, stamped]) expect(await outcomeOf(container)).toBe('TOTAL-PASSED');
  });
});

describe('a file that was added', () => {
  const added = (files: Map<string, Uint8Array>) => files.set('振込先.txt', utf8('偽の口座'));

  it('Z4: is named by the report, and keeps a container from passing where the policy says so', async () => {
    for (const container of [cades, xades]) {
      const { conclusion, findings, seals } = await judge(container, added);
      expect(conclusion).toEqual({ indication: 'TOTAL-PASSED' });
      expect(findings.map(({ id }) => id)).toContain('ASIC_DOCUMENT_NOT_COVERED');
      expect(seals[0]?.scope).toMatchObject({ coversWholeDocument: false, uncovered: ['振込先.txt'] });
      const levels = { CONTAINER_DOCUMENTS_COVERED: 'fail' } as const;
      const policy = { ...policyOf('strict'), levels };
      expect(await outcomeOf(container, added, { policy })).toBe('SIG_CONSTRAINTS_FAILURE');
      expect(await outcomeOf(container, () => undefined, { policy })).toBe('TOTAL-PASSED');
    }
  });
});

describe('a manifest', () => {
  it.each([
    ['changed in a digest', 'HASH_FAILURE', (text: string) => text.replace(/(<ds:DigestValue>)./, '$1_')],
    [
      'naming a file in another way',
      'SIGNED_DATA_NOT_FOUND',
      (text: string) => text.replace('"b.txt"', '"%2e/b.txt"'),
    ],
    [
      'naming one file less',
      'HASH_FAILURE',
      (text: string) =>
        text.replace(/<asic:DataObjectReference[^>]*"b.txt".*?<\/asic:DataObjectReference>/s, ''),
    ],
  ])('Z5: does not hold once it was %s', async (_, expected, change) => {
    expect(await outcomeOf(cades, edit(MANIFEST, change))).toBe(expected);
  });

  it('Z5: names files that are changed or gone, and no seal holds without them', async () => {
    expect(await outcomeOf(cades, (files) => files.set('b.txt', utf8('三つ目')))).toBe('HASH_FAILURE');
    expect(await outcomeOf(xades, (files) => files.set('b.txt', utf8('三つ目')))).toBe('HASH_FAILURE');
    for (const container of [cades, xades])
      expect(await outcomeOf(container, (files) => files.delete('b.txt'))).toBe('SIGNED_DATA_NOT_FOUND');
  });

  it('Z6: is one for each seal: two that claim it fail, and none leaves it without content', async () => {
    const twice = (files: Map<string, Uint8Array>): void => {
      const forged = new TextDecoder().decode(files.get(MANIFEST)).replaceAll('b.txt', 'c.txt');
      files.set('META-INF/ASiCManifest2.xml', utf8(forged)).set('c.txt', utf8('偽'));
    };
    expect(await outcomeOf(cades, twice)).toBe('FORMAT_FAILURE');
    expect(await outcomeOf(cades, (files) => files.delete(MANIFEST))).toBe('FORMAT_FAILURE');
  });
});

describe('the timestamp of a container', () => {
  const indications = async (container: Uint8Array, change: (files: Map<string, Uint8Array>) => void) => {
    const { conclusion, timestamps: found } = await judge(container, change);
    return [conclusion.indication, ...found.map((one) => one.conclusion.indication)];
  };

  it('Z6: proves nothing without its manifest, or when what that names was changed', async () => {
    expect(await indications(stamped, () => undefined)).toEqual(['TOTAL-PASSED', 'PASSED']);
    for (const change of [
      (files: Map<string, Uint8Array>) => files.delete(MANIFEST),
      (files: Map<string, Uint8Array>) => files.set('a.txt', utf8('別')),
      edit(MANIFEST, (text) => `${text}\n`),
    ]) {
      const [conclusion, timestamp] = await indications(stamped, (files) => void change(files));
      expect(conclusion).not.toBe('TOTAL-PASSED');
      expect(timestamp).not.toBe('PASSED');
    }
  });

  it('Z6: that no manifest names is told of, beside a seal that it says nothing of', async () => {
    const token = await timestamps().stamp(new Uint8Array(32));
    const report = await judge(cades, (files) => files.set('META-INF/timestamp.tst', token));
    expect(report.timestamps).toMatchObject([{ imprintFound: false }]);
    expect(report.timestamps[0]?.conclusion.indication).not.toBe('PASSED');
    expect(report.seals[0]?.proofOfExistence).toBe('now');
  });
});

describe('the media type of a container', () => {
  it('Z7: is told when it is another, and decides nothing of the seals', async () => {
    const other = (files: Map<string, Uint8Array>) => files.set('mimetype', utf8('application/java-archive'));
    const { conclusion, findings } = await judge(cades, other);
    expect(conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect(findings.map(({ id }) => id)).toContain('ASIC_MIMETYPE_UNKNOWN');
  });

  it('Z7: makes no container of one document of one of several', async () => {
    const simple = (files: Map<string, Uint8Array>) =>
      files.set('mimetype', utf8('application/vnd.etsi.asic-s+zip'));
    for (const container of [cades, xades])
      expect((await judge(container, simple)).conclusion.indication).not.toBe('TOTAL-PASSED');
  });
});
