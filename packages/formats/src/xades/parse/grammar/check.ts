/**
 * Whether a signature is as its grammars say.
 *
 * @module
 */
import { isNamed } from '../../../xml/elements.ts';
import { checkGrammar } from '../../../xml/grammar/check.ts';
import { type Grammars, grammarsOf } from '../../../xml/grammar/content-model.ts';
import type { XmlElement } from '../../../xml/tree.ts';
import { DS } from '../namespaces.ts';
import { XADES_111_GRAMMAR, XADES_122_GRAMMAR, XADES_132_GRAMMAR, XADES_141_GRAMMAR } from './xades.ts';
import { XMLDSIG_GRAMMAR } from './xmldsig.ts';

const GRAMMARS: Grammars = grammarsOf(
  XMLDSIG_GRAMMAR,
  XADES_132_GRAMMAR,
  XADES_141_GRAMMAR,
  XADES_122_GRAMMAR,
  XADES_111_GRAMMAR,
);

/**
 * What in a ds:Signature is not as its grammar says, one message each. Signatures inside it are checked for themselves, and
 * what stands in a ds:Object only as far as it is of a namespace that has a grammar here.
 */
export function checkSignatureGrammar(signature: XmlElement): readonly string[] {
  return checkGrammar(
    signature,
    { namespace: DS, localName: 'Signature' },
    { grammars: GRAMMARS, skips: (element) => isNamed(element, DS, 'Signature') },
  );
}
