import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { utf8 } from '@eseal/core';
import { expect, it } from 'vitest';
import { listXml } from '../test-lists.ts';
import { parseListXml, parseTrustedList } from './parse-list.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

it('keeps nothing of the document for the pointers of a list', async () => {
  const read = () => {
    const document = parseListXml(utf8(listXml({ pointers: [{ location: 'urn:x', signers: [] }] })));
    return { list: parseTrustedList(document), root: new WeakRef(document.root) };
  };
  const { list, root } = read();
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
  expect(list.pointers).toHaveLength(1);
  expect(root.deref()).toBeUndefined();
  expect(list.pointers[0]?.signers).toEqual([]);
});
