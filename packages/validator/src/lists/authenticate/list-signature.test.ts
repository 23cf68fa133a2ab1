import { utf8 } from '@eseal/core';
import { parseXml } from '@eseal/formats/xml';
import type { Entity } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { createListSigners, EXCLUSIVE, listXml, signList, toList } from '../test-lists.ts';
import { findListSignature } from './list-signature.ts';

let first: Entity;

beforeAll(async () => {
  first = (await createListSigners()).entity('first');
});

const find = (list: string) => findListSignature(parseXml(utf8(list)));
const keyInfo = (list: string): string => /<ds:KeyInfo>.*<\/ds:KeyInfo>/.exec(list)?.[0] ?? '';

describe('the signature of a list', () => {
  it('is found where it has to stand', async () => {
    const found = await find(await signList(listXml(), first));
    expect(found).toMatchObject({
      kind: 'found',
      parsed: { format: 'XAdES', scope: { coversWholeDocument: true } },
    });
  });

  it('is missing, or one of several', async () => {
    expect(await find(listXml())).toMatchObject({ kind: 'missing', finding: { facts: { count: 0 } } });
    const list = await signList(listXml(), first);
    const signature = /<ds:Signature .*<\/ds:Signature>/.exec(list)?.[0] ?? '';
    expect(await find(list.replace(signature, signature.repeat(3)))).toMatchObject({
      kind: 'refused',
      finding: { id: 'LIST_SIGNATURE_COUNT', facts: { count: 3 } },
    });
  });

  it('may cover its own ds:KeyInfo, too', async () => {
    const unsigned = await signList(listXml(), first);
    const over = keyInfo(unsigned).replace(
      '<ds:KeyInfo>',
      '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="K">',
    );
    const list = await signList(listXml(), first, {
      references: [toList(listXml()), { uri: '#K', transforms: [EXCLUSIVE], over }],
    });
    const covered = await find(list.replace('<ds:KeyInfo>', '<ds:KeyInfo Id="K">'));
    expect(covered).toMatchObject({ kind: 'found' });
    expect(await find(list)).toMatchObject({ kind: 'refused', finding: { id: 'LIST_NOT_COVERED' } });
  });

  it('says of all that is wrong with what it covers', async () => {
    const list = await signList(listXml(), first, {
      references: [toList(listXml()), { uri: 'https://lists.example/', transforms: [EXCLUSIVE], over: '' }],
    });
    expect(await find(list)).toMatchObject({
      kind: 'refused',
      finding: { facts: { problems: ['2 references are to data, where one has to be to the list'] } },
    });
  });
});
