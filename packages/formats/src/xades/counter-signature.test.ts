import { augment, utf8 } from '@eseal/core';
import { invoiceXml } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestMaterialSource } from '../cades/test-material.ts';
import type { XadesOptions } from './options.ts';
import { parseXades } from './parse/parse.ts';
import { checkSeals, createTestSealer, type TestSealer, textOf } from './test-seals.ts';
import { xades } from './xades.ts';

const INVOICE = invoiceXml();

let sealer: TestSealer;
let sealed: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  sealed = await sealer.sealed(INVOICE);
});

const seals = async (file: Uint8Array | string) => {
  const source = typeof file === 'string' ? utf8(file) : file;
  return (await parseXades(source)).signatures;
};

const countersigned = async (
  file: Uint8Array | string,
  at: number,
  options: XadesOptions = {},
  adesLevel: 'B-B' | 'B-T' | 'B-LTA' = 'B-B',
): Promise<Uint8Array> => {
  const counterSignatureOf = (await seals(file))[at]?.id ?? '';
  const material = createTestMaterialSource(sealer.world);
  return sealer.sealed(file, { ...options, counterSignatureOf }, { adesLevel, material });
};

describe('a counter-signature', () => {
  it.each(['exc-c14n', 'c14n', 'c14n11'] as const)(
    'is over the value of a seal, in %s',
    async (canonicalization) => {
      const result = await countersigned(sealed, 0, { canonicalization }, 'B-T');
      const [outer, inner] = await seals(result);
      expect(inner).toMatchObject({ form: 'B-T', counterSignatureOf: outer?.id, findings: [] });
      expect(inner?.references.map(({ kind }) => kind)).toContain('countersigned-signature');
      expect(await checkSeals(result)).toEqual([true, true]);
      const added = /<xades:UnsignedProperties.*<\/xades:UnsignedProperties>/s;
      expect(textOf(result).replace(added, '')).toBe(textOf(sealed));
    },
  );

  it('breaks alone when its own parts change, and with the seal when that changes', async () => {
    const result = textOf(await countersigned(sealed, 0));
    const at = result.lastIndexOf('<ds:SignatureValue');
    const inner = `${result.slice(0, at)}${result.slice(at).replace(/(>..)(.)/, (_, before, letter) => `${before}${letter === 'A' ? 'B' : 'A'}`)}`;
    expect(await checkSeals(inner)).toEqual([true, false]);
    const outer = result.replace(
      /(<ds:SignatureValue[^>]*>..)(.)/,
      (_, before, letter) => `${before}${letter === 'A' ? 'B' : 'A'}`,
    );
    expect(await checkSeals(outer)).toEqual([false, false]);
  });

  it('stands beside others, and in others', async () => {
    const two = await countersigned(await countersigned(sealed, 0), 0, { claimedRoles: ['監査'] });
    const three = await countersigned(two, 1, {}, 'B-T');
    const [outer, first, nested, second] = await seals(three);
    expect([first, nested, second].map((one) => one?.counterSignatureOf)).toEqual([
      outer?.id,
      first?.id,
      outer?.id,
    ]);
    expect(await checkSeals(three)).toEqual([true, true, true, true]);
  });

  it('comes after the archive timestamps of a seal, never before them', async () => {
    const material = createTestMaterialSource(sealer.world);
    const archived = await sealer.sealed(INVOICE, {}, { adesLevel: 'B-LTA', material });
    const result = await countersigned(archived, 0);
    expect(await checkSeals(result)).toEqual([true, true]);
    expect((await seals(result)).map(({ form }) => form)).toEqual(['B-LTA', 'B-B']);
    const later = await countersigned(sealed, 0, {}, 'B-LTA');
    expect((await seals(later)).map(({ form }) => form)).toEqual(['B-LTA', 'B-LT']);
    await expect(countersigned(later, 1)).rejects.toMatchObject({ code: 'XML_CHANGE_FORBIDDEN' });
  });

  it('that does not hold keeps nobody from raising the seal', async () => {
    const result = textOf(await countersigned(sealed, 0));
    const at = result.lastIndexOf('<ds:SignatureValue');
    const broken = `${result.slice(0, at)}${result.slice(at).replace(/(>..)(.)/, (_, before, letter) => `${before}${letter === 'A' ? 'B' : 'A'}`)}`;
    const { timestamps, world } = sealer;
    const material = createTestMaterialSource(world);
    const options = { format: xades(), adesLevel: 'B-LTA', timestamps, material } as const;
    const raised = await (await augment(utf8(broken), options)).toBytes();
    expect(await checkSeals(raised)).toEqual([true, false]);
    expect((await seals(raised)).map(({ form }) => form)).toEqual(['B-LTA', 'B-B']);
    const only = [(await seals(broken))[1]?.id ?? ''];
    await expect(augment(utf8(broken), { ...options, only })).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
  });

  it('is refused where it cannot be', async () => {
    const covering = await sealer.sealed(sealed, { coverEarlierSeals: true });
    await expect(countersigned(covering, 0)).rejects.toMatchObject({ code: 'XML_CHANGE_FORBIDDEN' });
    expect(await checkSeals(await countersigned(covering, 1))).toEqual([true, true, true]);
    const nameless = textOf(sealed).replace(/(<ds:SignatureValue) Id="[^"]*"/, '$1');
    await expect(countersigned(nameless, 0)).rejects.toMatchObject({ code: 'XML_ELEMENT_NOT_FOUND' });
    const older = textOf(sealed).replaceAll('01903/v1.3.2#"', '01903/v1.1.1#"');
    await expect(countersigned(older, 0)).rejects.toMatchObject({ code: 'XML_NOT_SEALED' });
    await expect(countersigned(sealed, 1)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('has no place of its own', () => {
    const counterSignatureOf = 'S-1';
    for (const options of [
      { packaging: 'enveloping' },
      { place: { kind: 'end-of-root' } },
      { coverEarlierSeals: true },
    ] as const)
      expect(() => xades({ ...options, counterSignatureOf })).toThrow(
        expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
      );
  });
});
