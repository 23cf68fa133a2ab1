/** Our grammar of trusted lists beside the public schemas: both accept and refuse the same documents. */
import { parseXml, type XmlElement } from '@eseal/formats/xml';
import { createListWorld } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSchema } from '../../packages/validator/src/lists/parse/structure/check-structure.ts';
import type { CheckSchema } from '../lib/dss-schemas.ts';
import { createWorkbench, type Workbench } from '../lib/workbench.ts';
import { openListSchema, whyListSchemaMissing } from './list-schema.ts';

const missing = whyListSchemaMissing();

/** The version whose schemas these are. */
const VERSION = 6;

/** Every how many-th element is changed: enough of each kind, and soon done. */
const STEP = 3;

/** Changes of one element, by the places it stands in. */
const CHANGES: readonly (readonly [name: string, (text: string, element: XmlElement) => string])[] = [
  ['left out', (text, { end, start }) => text.slice(0, start) + text.slice(end)],
  ['twice', (text, { end, start }) => text.slice(0, end) + text.slice(start, end) + text.slice(end)],
  ['with an attribute', (text, { nameEnd }) => `${text.slice(0, nameEnd)} other="1"${text.slice(nameEnd)}`],
  [
    'without attributes',
    (text, { contentStart, nameEnd }) => `${text.slice(0, nameEnd)}>${text.slice(contentStart)}`,
  ],
  ['empty', (text, { contentEnd, contentStart }) => text.slice(0, contentStart) + text.slice(contentEnd)],
  ['with text', (text, { contentEnd }) => `${text.slice(0, contentEnd)}text${text.slice(contentEnd)}`],
];

function elementsBelow(element: XmlElement): readonly XmlElement[] {
  const children = element.children.filter((node): node is XmlElement => node.kind === 'element');
  return children.flatMap((child) => [child, ...elementsBelow(child)]);
}

/** Changed lists by names that say what was changed. */
function changed(list: string): ReadonlyMap<string, string> {
  const { bytes, root } = parseXml(new TextEncoder().encode(list));
  // Offsets count bytes: one character for each.
  const text = Buffer.from(bytes).toString('latin1');
  const elements = elementsBelow(root).filter(
    ({ contentEnd, contentStart, namespaces }, index) =>
      index % STEP === 0 && contentEnd > contentStart && namespaces.length === 0,
  );
  const entries = elements.flatMap((element, index) =>
    CHANGES.map(([name, change]): readonly [string, string] => [
      `${index}-${element.localName}-${name.replaceAll(' ', '-')}`,
      Buffer.from(change(text, element), 'latin1').toString('utf8'),
    ]),
  );
  return new Map(entries);
}

describe.skipIf(missing !== undefined)('the grammar of trusted lists', () => {
  let bench: Workbench;
  let check: CheckSchema;
  beforeAll(() => {
    bench = createWorkbench();
    check = openListSchema(bench);
  });
  afterAll(() => bench[Symbol.dispose]());

  it.each(['japan', 'listOfLists'] as const)(
    'agrees with the schemas on changes of a list: %s',
    async (name) => {
      const world = await createListWorld({ terms: name === 'japan' ? 'etsi' : 'japanese' });
      const documents = changed(new TextDecoder().decode(world.published(name).bytes));
      const objections = await check(Object.fromEntries(documents));
      const differing = [...documents].filter(([file, text]) => {
        const refused = objections.includes(`${file}.xml fails to validate`);
        const ours = checkSchema(parseXml(new TextEncoder().encode(text)).root, VERSION);
        return refused !== ours.length > 0;
      });
      expect(documents.size).toBeGreaterThan(100);
      expect(differing.map(([file]) => file)).toEqual([]);
    },
  );
});

if (missing !== undefined) console.warn(missing);
