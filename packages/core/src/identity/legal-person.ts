/**
 * The organisation a certificate names: its name and every identifier with the place it was found, so that two that
 * contradict each other are noticed. What a certificate says, not whether it is true or trusted.
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { isEsealError } from '../errors.ts';
import { toHex } from '../util/bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { findExtension, subjectAltName } from '../x509/extensions.ts';
import { type Name, type NameAttribute, nameValues } from '../x509/name.ts';
import { displayText } from './display-text.ts';
import { readLeiExtension } from './lei-extension.ts';
import type { LocalizedText } from './localized-text.ts';
import { type ParsedOrganizationIdentifier, parseOrganizationIdentifier } from './organization-identifier.ts';
import { identifierScheme } from './schemes.ts';

/**
 * Where in a certificate an identifier stands. The first organizationIdentifier alone in its relative distinguished
 * name is `subject`; one beside other attributes `subject-multi-valued`; a further one `subject-repeated`.
 */
export type IdentifierPlace =
  | 'subject'
  | 'subject-multi-valued'
  | 'subject-repeated'
  | 'subject-alt-name'
  | 'lei-extension';

/** An identifier that could be read. */
export interface PlacedIdentifier extends ParsedOrganizationIdentifier {
  readonly place: IdentifierPlace;
}

/** An identifier, or a place for one, that could not be read. */
export interface UnreadableIdentifier {
  readonly place: IdentifierPlace;
  /** The text, or `#` and the hexadecimal bytes of what is no text. */
  readonly raw: string;
  readonly message: LocalizedText;
}

/** Identifiers from one registry that name different organisations: none of them may be taken as confirmed. */
export interface IdentityConflict {
  readonly kind: 'identifiers-differ';
  readonly registry: string;
  readonly identifiers: readonly PlacedIdentifier[];
  readonly message: LocalizedText;
}

/** An attribute of the subject's alternative name: declared by the organisation, not verified by the CA. */
export interface DeclaredAttribute {
  readonly type: string;
  readonly value: string;
}

/** What a certificate says about the organisation it was issued to. */
export interface OrganizationIdentity {
  /** Subject attribute organizationName (2.5.4.10). */
  readonly name: string | undefined;
  readonly identifiers: readonly PlacedIdentifier[];
  readonly unreadable: readonly UnreadableIdentifier[];
  readonly conflicts: readonly IdentityConflict[];
  /** Offices, departments, staff, devices or names in other scripts, from directory names of subjectAltName. */
  readonly declared: readonly DeclaredAttribute[];
}

/**
 * The organisation named by a certificate, or `undefined` when it names none. Never throws: what cannot be read is
 * listed in `unreadable`.
 *
 * @see Guidelines on e-Seal (MIC, 2nd edition) §2.1; EN 319 412-3 §4.2.1; ISO 17442-2
 */
export function organizationOf(certificate: Certificate): OrganizationIdentity | undefined {
  const name = nameValues(certificate.subject, OID.organization)[0];
  const alternative = directoryNames(certificate);
  const found: readonly FoundIdentifier[] = [
    ...subjectIdentifiers(certificate.subject),
    ...alternative.names.flatMap((directory) =>
      identifierAttributes(directory).map((attribute) => placed(attribute, 'subject-alt-name')),
    ),
    ...leiExtension(certificate),
  ];
  const identifiers = found.flatMap((one) => (one.kind === 'parsed' ? [one] : []));
  const unreadable = [
    ...found.flatMap((one) => (one.kind === 'unreadable' ? [one] : [])),
    ...alternative.unreadable,
  ];
  if (name === undefined && found.length === 0 && unreadable.length === 0) return undefined;
  return {
    name,
    identifiers,
    unreadable: unreadable.map(({ place, raw, message }) => ({ place, raw, message })),
    conflicts: findConflicts(identifiers),
    declared: alternative.names.flatMap(declaredAttributes),
  };
}

type FoundIdentifier = PlacedIdentifier | (UnreadableIdentifier & { readonly kind: 'unreadable' });

function subjectIdentifiers(subject: Name): readonly FoundIdentifier[] {
  let seen = 0;
  return subject.rdns.flatMap((rdn) =>
    rdn.filter(isIdentifier).map((attribute) => {
      seen++;
      if (rdn.length > 1) return placed(attribute, 'subject-multi-valued');
      return placed(attribute, seen === 1 ? 'subject' : 'subject-repeated');
    }),
  );
}

function isIdentifier(attribute: NameAttribute): boolean {
  return attribute.type === OID.organizationIdentifier;
}

function identifierAttributes(name: Name): readonly NameAttribute[] {
  return name.rdns.flat().filter(isIdentifier);
}

const NOT_TEXT: LocalizedText = {
  ja: '組織識別子を文字列として読めません。',
  en: 'The organisation identifier is not a readable character string.',
};

function placed(attribute: NameAttribute, place: IdentifierPlace): FoundIdentifier {
  if (attribute.text !== undefined) return { ...parseOrganizationIdentifier(attribute.text), place };
  const raw = `#${toHex(attribute.content)}`;
  return { kind: 'unreadable', raw, message: NOT_TEXT, place };
}

function leiExtension(certificate: Certificate): readonly FoundIdentifier[] {
  const extension = findExtension(certificate, OID.lei);
  if (extension === undefined) return [];
  const place = 'lei-extension';
  const content = readLeiExtension(extension.value);
  if (content.kind === 'read') {
    return [{ ...parseOrganizationIdentifier(`LEIXG-${content.lei}`), raw: content.lei, place }];
  }
  const message = { ja: 'LEI拡張を読めません。', en: `The LEI extension cannot be read: ${content.reason}` };
  return [{ kind: 'unreadable', raw: `#${toHex(extension.value)}`, message, place }];
}

interface DirectoryNames {
  readonly names: readonly Name[];
  readonly unreadable: readonly UnreadableIdentifier[];
}

function directoryNames(certificate: Certificate): DirectoryNames {
  try {
    const names = subjectAltName(certificate) ?? [];
    return {
      names: names.flatMap((one) => (one.kind === 'directoryName' ? [one.name] : [])),
      unreadable: [],
    };
  } catch (error) {
    if (!isEsealError(error)) throw error;
    const raw = `#${toHex(findExtension(certificate, OID.subjectAltName)?.value ?? new Uint8Array())}`;
    const message = {
      ja: '主体者別名(subjectAltName)を読めません。',
      en: `subjectAltName cannot be read: ${error.message}`,
    };
    return { names: [], unreadable: [{ place: 'subject-alt-name', raw, message }] };
  }
}

function declaredAttributes(name: Name): readonly DeclaredAttribute[] {
  return name.rdns.flat().flatMap((attribute) => {
    if (isIdentifier(attribute)) return [];
    return [{ type: attribute.type, value: attribute.text ?? `#${toHex(attribute.content)}` }];
  });
}

function findConflicts(identifiers: readonly PlacedIdentifier[]): readonly IdentityConflict[] {
  const byRegistry = new Map<string, PlacedIdentifier[]>();
  for (const identifier of identifiers) {
    if (identifier.reference === undefined) continue;
    const registry = registryOf(identifier);
    byRegistry.set(registry, [...(byRegistry.get(registry) ?? []), identifier]);
  }
  return [...byRegistry].flatMap(([registry, members]) =>
    new Set(members.map(organizationPart)).size > 1 ? [conflict(registry, members)] : [],
  );
}

/** Identifiers of one registry name one organisation each; NTRJP and GOVJP both hold the Corporate Number. */
function registryOf(identifier: PlacedIdentifier): string {
  const rule = identifierScheme(identifier.scheme, identifier.country);
  if (rule?.country !== undefined) return rule.registry;
  const area = [
    identifier.country,
    ...(identifier.subdivision === undefined ? [] : [identifier.subdivision]),
  ];
  return `${rule?.registry ?? identifier.scheme} ${area.join('+')}`;
}

function organizationPart(identifier: PlacedIdentifier): string {
  const length = identifierScheme(identifier.scheme, identifier.country)?.organizationLength;
  return (identifier.reference ?? '').slice(0, length);
}

function conflict(registry: string, identifiers: readonly PlacedIdentifier[]): IdentityConflict {
  const listed = identifiers.map((identifier) => displayText(identifier.raw)).join(', ');
  return {
    kind: 'identifiers-differ',
    registry,
    identifiers,
    message: {
      ja: `同じ番号体系の識別子が一致しません(${listed})。どの組織か確定できません。`,
      en: `Identifiers of the same registry contradict each other (${listed}): the organisation is not certain.`,
    },
  };
}
