/** Parsing documents that are written out, for tests. */
import { utf8 } from '@eseal/core';
import type { DetachedContent, ParsedSignature } from '@eseal/core/container';
import { parseXades } from './parse.ts';
import { referenceOutcomes } from './test-outcomes.ts';

/** The signatures of a document. */
export async function parseText(
  document: string,
  contents: readonly DetachedContent[] = [],
): Promise<readonly ParsedSignature[]> {
  return (await parseXades(utf8(document), { contents })).signatures;
}

/** Its first signature. */
export async function parseOne(
  document: string,
  contents: readonly DetachedContent[] = [],
): Promise<ParsedSignature> {
  const [signature] = await parseText(document, contents);
  if (signature === undefined) throw new Error('there is no signature');
  return signature;
}

/** Identifiers of what was noticed. */
export const idsOf = ({ findings }: ParsedSignature): readonly string[] => findings.map(({ id }) => id);

/** Identifiers of errors among it. */
export const errorsOf = ({ findings }: ParsedSignature): readonly string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);

/** `reference intact`, `object missing`, `manifest-entry broken` … of each reference. */
export const outcomesOf = async (signature: ParsedSignature): Promise<readonly string[]> =>
  (await referenceOutcomes(signature)).map(
    ({ kind, found, intact }) => `${kind} ${found ? (intact ? 'intact' : 'broken') : 'missing'}`,
  );
