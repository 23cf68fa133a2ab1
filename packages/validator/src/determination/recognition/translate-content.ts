/**
 * What a certificate says, as an agreement on mutual recognition reads it: one that meets the criteria of its own country
 * counts as if it said what the other country's criteria ask for.
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import type { Certificate } from '@eseal/core/x509';
import type { CriteriaList, QcStatementCriterion } from '../../trust/criteria.ts';
import type { ContentContext, EquivalenceState } from '../../trust/recognition.ts';
import type { CertificateContent } from '../certificate-content.ts';
import { meetsCriteria } from '../criteria.ts';

/** What criteria would have a certificate say, and not say. */
interface Declaration {
  readonly said: readonly QcStatementCriterion[];
  readonly unsaid: readonly QcStatementCriterion[];
  readonly policies: readonly string[];
}

/** What each context changes of the content; all else stays as the certificate has it. */
const CHANGES: Readonly<
  Record<ContentContext, (content: CertificateContent, declared: Declaration) => CertificateContent>
> = { QcCompliance: changeCompliance, QcType: changeTypes, QcQSCD: changeDevice };

const CONTEXTS: readonly ContentContext[] = ['QcCompliance', 'QcType', 'QcQSCD'];

/** The content in the terms of the party that recognises, context by context. */
export function translateContent(
  certificate: Certificate,
  content: CertificateContent,
  { contents }: Pick<EquivalenceState, 'contents'>,
): CertificateContent {
  return CONTEXTS.reduce((changed, context) => {
    const equivalence = contents[context];
    if (equivalence === undefined) return changed;
    if (!meetsCriteria(certificate, equivalence.pointed)) return notCovered(changed, context);
    return CHANGES[context](changed, declarationOf(equivalence.pointing));
  }, content);
}

/**
 * What a certificate says that is not one of those agreed upon: as it is. One that names no other country says that it is
 * qualified under the law of the party that recognises, which its issuer cannot make it.
 */
function notCovered(content: CertificateContent, context: ContentContext): CertificateContent {
  const isForeign = context !== 'QcCompliance' || content.legislations.length > 0;
  return isForeign ? content : { ...content, qcCompliance: false };
}

function changeCompliance(content: CertificateContent, declared: Declaration): CertificateContent {
  const legislations = declared.said.flatMap(({ legislation }) => legislation ?? []);
  const without = declared.unsaid.filter(({ statement }) => statement === OID.qcCClegislation);
  return {
    ...content,
    qcCompliance: isSaid(declared, OID.qcCompliance),
    legislations: remaining(
      legislations.length > 0 ? legislations : content.legislations,
      without.map(({ legislation }) => legislation),
    ),
    policies: [...content.policies, ...declared.policies],
  };
}

function changeTypes(content: CertificateContent, declared: Declaration): CertificateContent {
  const types = declared.said.flatMap(({ qcType }) => qcType ?? []);
  const without = declared.unsaid.filter(({ statement }) => statement === OID.qcType);
  return {
    ...content,
    qcTypes: remaining(
      types.length > 0 ? types : content.qcTypes,
      without.map(({ qcType }) => qcType),
    ),
  };
}

function changeDevice(content: CertificateContent, declared: Declaration): CertificateContent {
  return { ...content, qcSscd: isSaid(declared, OID.qcSscd) };
}

function isSaid({ said, unsaid }: Declaration, oid: string): boolean {
  const names = ({ statement }: QcStatementCriterion): boolean => statement === oid;
  return said.some(names) && !unsaid.some(names);
}

/** Values without those that are not to be said; `undefined` among these stands for all. */
function remaining(values: readonly string[], without: readonly (string | undefined)[]): readonly string[] {
  return without.includes(undefined) ? [] : values.filter((value) => !without.includes(value));
}

/**
 * What the criteria would have a certificate say. Where one of several is enough, it is the first; what cannot be said by
 * statements or policies, such as usages of the key, says nothing.
 */
function declarationOf({ assert, criteria }: CriteriaList): Declaration {
  const chosen = assert === 'atLeastOne' ? criteria.slice(0, 1) : criteria;
  const parts = chosen.map((criterion): Declaration => {
    switch (criterion.kind) {
      case 'list':
        return declarationOf(criterion.list);
      case 'qc-statements':
        return { said: criterion.statements, unsaid: [], policies: [] };
      case 'policies':
        return { said: [], unsaid: [], policies: criterion.policies };
      default:
        return { said: [], unsaid: [], policies: [] };
    }
  });
  const said = parts.flatMap((part) => part.said);
  const unsaid = parts.flatMap((part) => part.unsaid);
  return assert === 'none'
    ? { said: unsaid, unsaid: said, policies: [] }
    : { said, unsaid, policies: parts.flatMap((part) => part.policies) };
}
