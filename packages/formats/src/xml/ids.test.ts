import { describe, expect, it } from 'vitest';
import { collectIds } from './ids.ts';
import { element, read } from './test-read.ts';

describe('the identifiers of a document', () => {
  it('are Id, ID, id and xml:id', () => {
    const document = read(
      '<r Id="a"><b ID="b"/><c id="c"/><d xml:id="d"/><e iD="e" p:Id="f" xmlns:p="urn:p"/></r>',
    );
    const { elements, duplicates } = collectIds(document);
    expect([...elements.keys()]).toEqual(['a', 'b', 'c', 'd']);
    expect(elements.get('c')).toBe(element(document, 'c'));
    expect(duplicates.size).toBe(0);
  });

  it('are told when two elements have the same, under whatever name', () => {
    const document = read('<r Id="a"><b xml:id="a"/><c id="x" Id="x"/></r>');
    const { elements, duplicates } = collectIds(document);
    expect([...duplicates]).toEqual(['a']);
    expect(elements.get('a')).toBe(document.root);
  });

  it('are what the caller says they are', () => {
    const document = read('<r Id="a"><b key="k"/></r>');
    expect([...collectIds(document, ({ localName }) => localName === 'key').elements.keys()]).toEqual(['k']);
  });
});
