/**
 * Whether a text is a distinguished name: X509IssuerName of XMLDSig §4.5.4.1, which should be RFC 4514 and is written in
 * many ways (RFC 1779, RFC 2253, most specific part last, the slashes of OpenSSL). For comparison only.
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { decodeText } from '../asn1/strings.ts';
import { equalBytes } from '../util/bytes.ts';
import { readable } from '../util/readable.ts';
import { foldText, type Name, type NameAttribute } from './name.ts';
import { type NameAssertion, readNameAssertions } from './name-assertions.ts';

/** Whether a text is this name, whichever way round and however its attributes are called. */
export function isNameText(name: Name, text: string): boolean {
  const written = readNameAssertions(text);
  if (written.length === 0) return false;
  return [name.rdns, [...name.rdns].reverse()].some(
    // Some producers do not say which attributes stand together in one relative name.
    (rdns) => inGroups(written, rdns) || inGroups(regroup(written.flat(), rdns), rdns),
  );
}

/** Assertions in groups as large as the relative names. */
function regroup(
  written: readonly NameAssertion[],
  rdns: readonly (readonly NameAttribute[])[],
): readonly (readonly NameAssertion[])[] {
  const left = [...written];
  const groups = rdns.map((rdn) => left.splice(0, rdn.length));
  return left.length === 0 ? groups : [];
}

function inGroups(
  written: readonly (readonly NameAssertion[])[],
  rdns: readonly (readonly NameAttribute[])[],
): boolean {
  return (
    written.length === rdns.length &&
    written.every((group, index) => {
      const rdn = rdns[index] ?? [];
      return (
        group.length === rdn.length &&
        group.every((one) => rdn.some((attribute) => asserts(one, attribute))) &&
        rdn.every((attribute) => group.some((one) => asserts(one, attribute)))
      );
    })
  );
}

function asserts({ types, value }: NameAssertion, { type, tag, content, text }: NameAttribute): boolean {
  if (types !== undefined && !types.includes(type)) return false;
  if (typeof value === 'string') return text !== undefined && foldText(text) === foldText(value);
  const encoded = readable(() => readValue(value));
  if (encoded === undefined) return false;
  const asText = decodeText(encoded.tag, encoded.content);
  if (asText !== undefined && text !== undefined) return foldText(asText) === foldText(text);
  return encoded.tag === tag && equalBytes(encoded.content, content);
}

function readValue(der: Uint8Array): { readonly tag: number; readonly content: Uint8Array } {
  const reader = DerReader.over(der, 'AttributeValue');
  const tag = reader.peekTag() ?? 0;
  return { tag, content: reader.content(tag, 'value') };
}
