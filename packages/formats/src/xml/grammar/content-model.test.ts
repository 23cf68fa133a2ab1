import { describe, expect, it } from 'vitest';
import { XML_NAMESPACE } from '../start-tag.ts';
import { defineGrammar, grammarsOf, isSimpleType } from './content-model.ts';

const OWN = 'urn:own';
const OTHER = 'urn:other';

function modelOf(line: string) {
  return defineGrammar(OWN, { Type: line }, { o: OTHER }).modelOf('Type');
}

function elementOf(namespace: string, localName: string, type = { namespace, localName }) {
  return { kind: 'element', namespace, localName, type };
}

describe('a content model', () => {
  it('counts its elements', () => {
    const counts = modelOf('A B? C* D+')?.particles.map(({ min, max }) => [min, max]);
    expect(counts).toEqual([
      [1, 1],
      [0, 1],
      [0, Number.POSITIVE_INFINITY],
      [1, Number.POSITIVE_INFINITY],
    ]);
  });

  it('names elements and types of its own and of other namespaces', () => {
    const options = modelOf('(A|B=Other|C=uri|o:D|o:E=o:F) ##any ##other')?.particles.map(
      (one) => one.options,
    );
    expect(options).toEqual([
      [
        elementOf(OWN, 'A'),
        elementOf(OWN, 'B', { namespace: OWN, localName: 'Other' }),
        elementOf(OWN, 'C', { namespace: '', localName: 'uri' }),
        elementOf(OTHER, 'D'),
        elementOf(OTHER, 'E', { namespace: OTHER, localName: 'F' }),
      ],
      [{ kind: 'wildcard', namespaces: 'any' }],
      [{ kind: 'wildcard', namespaces: 'other' }],
    ]);
  });

  it('has attributes of types and of values, required or not', () => {
    expect(modelOf('@Id @kind=(a|b)! @xml:lang! @when=dateTime')?.attributes).toEqual([
      { namespace: '', name: 'Id', type: 'identifier', required: false },
      { namespace: '', name: 'kind', type: ['a', 'b'], required: true },
      { namespace: XML_NAMESPACE, name: 'lang', type: 'string', required: true },
      { namespace: '', name: 'when', type: 'dateTime', required: false },
    ]);
  });

  it('has a value, or text between elements, only where it says so', () => {
    expect(modelOf('#uri')).toMatchObject({ value: 'uri', mixed: false, particles: [], anyAttribute: false });
    expect(modelOf('mixed A @*')).toMatchObject({ value: undefined, mixed: true, anyAttribute: true });
    expect(modelOf('A')).toMatchObject({ value: undefined, mixed: false, anyAttribute: false });
  });
});

describe('a grammar of content models', () => {
  it('has those that were defined, and none that every object has', () => {
    const grammar = defineGrammar(OWN, { A: 'B', Empty: '' });
    expect(grammar.modelOf('A')).toBe(grammar.modelOf('A'));
    expect(grammar.modelOf('Empty')?.particles).toEqual([]);
    expect(['B', 'constructor', 'toString'].map(grammar.modelOf)).toEqual([undefined, undefined, undefined]);
    expect([...grammarsOf(grammar)]).toEqual([[OWN, grammar]]);
  });

  it('tells simple types by their first letter', () => {
    expect(['uri', 'Uri', ''].map(isSimpleType)).toEqual([true, false, false]);
  });
});
