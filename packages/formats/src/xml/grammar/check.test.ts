import { describe, expect, it } from 'vitest';
import { read } from '../test-read.ts';
import { checkGrammar } from './check.ts';
import { defineGrammar, grammarsOf } from './content-model.ts';

const OWN = 'urn:own';
const OTHER = 'urn:other';

const GRAMMARS = grammarsOf(
  defineGrammar(
    OWN,
    {
      List: 'Head (Item|Note=text)* o:Tail? ##other* @lang @Id',
      Head: '#text @xml:lang! @kind=(a|b)',
      Item: 'value=positiveInteger+ @note=uri!',
      Free: 'mixed ##any* @*',
    },
    { o: OTHER },
  ),
  defineGrammar(OTHER, { Tail: 'Free=own:Free?', Extra: 'Head=own:Head' }, { own: OWN }),
);

const HEAD = '<Head xml:lang="ja">x</Head>';

function messagesOf(content: string, attributes = ''): readonly string[] {
  const { root } = read(`<List xmlns="${OWN}" xmlns:o="${OTHER}"${attributes}>${content}</List>`);
  return checkGrammar(root, { namespace: OWN, localName: 'List' }, { grammars: GRAMMARS });
}

describe('a grammar', () => {
  it('is kept by what is as it says', () => {
    const item = '<Item note="urn:n"><value>1</value><value> 2 </value></Item>';
    expect(
      messagesOf(
        `${HEAD}\r\n${item}<Note>n</Note>${item}<o:Tail/><o:Extra><o:Head xml:lang="">h</o:Head></o:Extra>`,
      ),
    ).toEqual([]);
    expect(messagesOf(`${HEAD}<o:Unknown any="1"><x/></o:Unknown>`, ' Id="i" lang="ja"')).toEqual([]);
  });

  it.each([
    ['without what it asks for', '', 'List is not complete: Head is expected'],
    [
      'with elements in another order',
      `<Item note="n"><value>1</value></Item>${HEAD}`,
      'Item is not expected in List: Head is expected',
    ],
    ['with elements that it does not know', `${HEAD}<Tail/>`, 'Tail is not expected in List'],
    ['with one too many', `${HEAD}<o:Tail/><o:Tail><x/></o:Tail>`, 'x is not expected in o:Tail'],
    ['with text between elements', `${HEAD}text`, 'List has text between its elements'],
    ['without an attribute', '<Head>x</Head>', 'Head has no attribute lang'],
    [
      'with an attribute of another namespace',
      '<Head xml:lang="ja" o:kind="a">x</Head>',
      'Head may have no attribute kind',
    ],
    [
      'with one of other values',
      '<Head xml:lang="ja" kind="c">x</Head>',
      "attribute kind of Head: 'c' is none of a, b",
    ],
    ['with a value that is none', '<Head xml:lang="ja"></Head>', "Head: '' is no text"],
    ['with an attribute on a simple value', `${HEAD}<Note o:a="1">n</Note>`, 'Note may have no attribute a'],
    ['with elements for a value', `${HEAD}<Note><x/></Note>`, 'Note has elements instead of a value'],
    [
      'with elements inside others that are not so',
      `${HEAD}<o:Extra><o:Head/></o:Extra>`,
      'o:Head has no attribute lang',
    ],
  ])('is broken by a document %s', (_, content, message) => {
    expect(messagesOf(content)).toContain(message);
  });

  it('has one message for an element out of place, and not too many of all', () => {
    expect(messagesOf('<x/><y/><z/>')).toHaveLength(1);
    expect(messagesOf(`${HEAD}${'<Item note=""/>'.repeat(1000)}`).length).toBeLessThan(110);
  });

  it('does not enter what is skipped', () => {
    const { root } = read(`<List xmlns="${OWN}"><Head/></List>`);
    const check = { grammars: GRAMMARS, skips: () => true };
    expect(checkGrammar(root, { namespace: OWN, localName: 'List' }, check)).toEqual([]);
  });
});
