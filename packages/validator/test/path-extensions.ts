/** Extensions about policies and names, and paths whose certificates carry them, for the tests of paths. */
import { utf8 } from '@eseal/core';
import {
  context,
  type DerPart,
  element,
  encode,
  integer,
  OID,
  objectIdentifier,
  sequence,
  setOf,
  utf8String,
} from '@eseal/core/asn1';
import { type GeneralName, parseCertificate, parseName } from '@eseal/core/x509';
import { addDays, createPki, type EntityDefinition, type ExtensionDefinition } from '@eseal/testkit';
import type { CertificateChain } from '../src/path/build.ts';
import { createCertificateVerifier } from '../src/path/signature-cache.ts';
import type { PathPolicies } from '../src/path/valid-policies.ts';
import { type PathInputs, validatePath } from '../src/path/validate.ts';
import type { AnchorConstraints, TrustAnchor } from '../src/trust/source.ts';
import { NOW } from './judging.ts';

const extension = (oid: string, value: DerPart, critical = true): ExtensionDefinition => ({
  oid,
  critical,
  value: encode(value),
});

/** An identifier under the arc for examples: `p(1)` is 2.999.7.1. */
export const p = (number: number): string => `2.999.7.${number}`;

/** certificatePolicies; a text is that of a user notice. */
export function policies(...list: readonly (string | readonly [string, string])[]): ExtensionDefinition {
  const notice = (text: string): DerPart =>
    sequence([sequence([objectIdentifier(OID.userNotice), sequence([utf8String(text)])])]);
  return extension(
    OID.certificatePolicies,
    sequence(
      list.map((one) =>
        typeof one === 'string'
          ? sequence([objectIdentifier(one)])
          : sequence([objectIdentifier(one[0]), notice(one[1])]),
      ),
    ),
  );
}

/** policyMappings. */
export function mappings(...pairs: readonly (readonly [string, string])[]): ExtensionDefinition {
  const list = pairs.map(([issuer, subject]) =>
    sequence([objectIdentifier(issuer), objectIdentifier(subject)]),
  );
  return extension(OID.policyMappings, sequence(list));
}

/** policyConstraints. */
export function constraints(counts: {
  readonly explicit?: number;
  readonly mapping?: number;
}): ExtensionDefinition {
  const count = (tag: number, value: number | undefined): readonly DerPart[] =>
    value === undefined ? [] : [element(tag, [Uint8Array.of(value)])];
  return extension(
    OID.policyConstraints,
    sequence([...count(0x80, counts.explicit), ...count(0x81, counts.mapping)]),
  );
}

/** inhibitAnyPolicy. */
export function inhibitAny(skip: number): ExtensionDefinition {
  return extension(OID.inhibitAnyPolicy, integer(skip));
}

/** A GeneralName; directory names as DER of the Name. */
function encodeGeneralName(name: GeneralName): DerPart {
  switch (name.kind) {
    case 'rfc822Name':
      return element(0x81, [utf8(name.value)]);
    case 'dNSName':
      return element(0x82, [utf8(name.value)]);
    case 'uniformResourceIdentifier':
      return element(0x86, [utf8(name.value)]);
    case 'iPAddress':
      return element(0x87, [name.value]);
    case 'registeredID':
      return element(0x88, [encode(objectIdentifier(name.value)).subarray(2)]);
    case 'directoryName':
      return context(4, [name.name.raw]);
    case 'otherName':
      return element(0xa0, [objectIdentifier(name.type), name.value]);
    case 'x400Address':
    case 'ediPartyName':
      return name.value;
  }
}

type AttributeName = 'C' | 'O' | 'CN';

const ATTRIBUTES: Readonly<Record<AttributeName, string>> = {
  C: OID.country,
  O: OID.organization,
  CN: OID.commonName,
};

/** A directoryName, outermost part first. */
export function directory(...rdns: readonly (readonly [AttributeName, string])[]): GeneralName {
  const parts = rdns.map(([type, value]) =>
    setOf([sequence([objectIdentifier(ATTRIBUTES[type]), utf8String(value)])]),
  );
  return { kind: 'directoryName', name: parseName(encode(sequence(parts))) };
}

/** An otherName whose value is a UTF8String. */
export function otherName(type: string, text: string): GeneralName {
  return { kind: 'otherName', type, value: encode(context(0, [utf8String(text)])) };
}

/** subjectAltName. */
export function names(...list: readonly GeneralName[]): ExtensionDefinition {
  return extension(OID.subjectAltName, sequence(list.map(encodeGeneralName)), false);
}

/** nameConstraints. */
export function nameLimits(
  subtrees: Readonly<Partial<Record<'permitted' | 'excluded', readonly GeneralName[]>>>,
): ExtensionDefinition {
  const trees = (number: number, list: readonly GeneralName[] = []): readonly DerPart[] =>
    list.length === 0
      ? []
      : [
          context(
            number,
            list.map((name) => sequence([encodeGeneralName(name)])),
          ),
        ];
  return extension(
    OID.nameConstraints,
    sequence([...trees(0, subtrees.permitted), ...trees(1, subtrees.excluded)]),
  );
}

/** A certificate of a path. */
export interface Step {
  readonly extensions?: readonly ExtensionDefinition[];
  readonly subject?: EntityDefinition['subject'];
  /** Issued to the name of the one above. */
  readonly selfIssued?: true;
}

const YEARS = { notBefore: addDays(NOW, -100), notAfter: addDays(NOW, 100) };

/** The chain of an authority for each step but the last, which is the target's, below a root. */
async function pathOf(
  steps: readonly Step[],
): Promise<{ readonly chain: CertificateChain; readonly anchor: TrustAnchor }> {
  const entities: EntityDefinition[] = [
    { name: 'root', subject: [{ CN: 'root' }], profile: { kind: 'ca' }, ...YEARS },
  ];
  for (const [index, { extensions, subject, selfIssued }] of steps.entries()) {
    const above = entities[index];
    const quirks = extensions === undefined ? {} : { quirks: { extensions } };
    entities.push({
      name: `${index + 1}`,
      issuer: above?.name ?? 'root',
      subject: (selfIssued && above?.subject) ?? subject ?? [{ CN: `certificate ${index + 1}` }],
      profile: { kind: index === steps.length - 1 ? 'bare' : 'ca' },
      ...YEARS,
      ...quirks,
    });
  }
  const pki = await createPki({ entities });
  const parsed = pki.entities.map(({ certificate }) => parseCertificate(certificate)).reverse();
  const [target = parsed[0], ...others] = parsed;
  const root = others.pop();
  if (target === undefined || root === undefined) throw new TypeError('a path has a root and a target');
  const anchor = {
    name: root.subject,
    publicKey: root.publicKey,
    certificate: root,
    route: 'pinned',
  } as const;
  return { chain: [target, ...others], anchor };
}

/** What path validation says of these steps: the policies, or the rule that is broken. */
export async function judgePath(
  steps: readonly Step[],
  inputs: Partial<PathInputs<string>> & { readonly anchor?: AnchorConstraints } = {},
): Promise<PathPolicies | string> {
  const { chain, anchor } = await pathOf(steps);
  const limits = inputs.anchor === undefined ? {} : { constraints: inputs.anchor };
  const result = await validatePath(
    chain,
    { ...anchor, ...limits },
    {
      time: NOW,
      targetValidity: 'checked',
      verify: createCertificateVerifier(100),
      checkRevocation: () => 'good',
      ...inputs,
    },
  );
  return result.kind === 'valid' ? result.policies : result.problem.rule.id;
}
