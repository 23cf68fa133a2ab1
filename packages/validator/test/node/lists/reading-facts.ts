/**
 * Facts about what a list says.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { toHex } from '@eseal/core';
import type { ListPointer } from '../../../src/lists/list.ts';
import { checkSchema } from '../../../src/lists/parse/structure/check-structure.ts';
import { EU_SCHEME } from '../../../src/lists/schemes/eu.ts';
import { type ListFact, type ListFacts, type ReadCase, servicesOf } from './list-case.ts';

const XML = 'application/vnd.etsi.tsl+xml';
const PDF = 'application/pdf';

/** What is asked of the scheme information: `null` stands for what is not there. */
function scheme(read: (found: NonNullable<ReadCase['list']>['scheme']) => unknown): ListFact {
  return (expected, { list }) => list !== undefined && (read(list.scheme) ?? null) === expected;
}

function date(name: 'issueDate' | 'nextUpdate'): ListFact {
  return (expected, { list }) => list?.scheme[name]?.getTime() === Date.parse(String(expected));
}

function count(of: (found: ReadCase) => number): ListFact {
  return (expected, found) => of(found) === expected;
}

function pointersWhere(predicate: (pointer: ListPointer) => boolean): (found: ReadCase) => number {
  return ({ list }) => list?.pointers.filter(predicate).length ?? -1;
}

const ofLists = ({ type }: ListPointer): boolean => EU_SCHEME.listOfListsTypes.includes(type ?? '');
const ofServices = ({ type }: ListPointer): boolean => EU_SCHEME.listTypes.includes(type ?? '');
const inXml = ({ mimeType }: ListPointer): boolean => mimeType === XML;
const of =
  (...territories: readonly string[]) =>
  ({ territory }: ListPointer): boolean =>
    territories.includes(territory ?? '');

const PREDICATES: Readonly<Record<string, (pointer: ListPointer) => boolean>> = {
  'EUlistofthelists type': ofLists,
  'EUgeneric type': ofServices,
  'pdf mime type': ({ mimeType }) => mimeType === PDF,
  'xml mime type': inXml,
  'territory BG': of('BG'),
  'territory BG and xml': (pointer) => of('BG')(pointer) && inXml(pointer),
  'territory BG or CY': of('BG', 'CY'),
};

function pointersByPredicate(expected: unknown, found: ReadCase): boolean {
  return Object.entries(expected as Record<string, number>).every(
    ([name, wanted]) => pointersWhere(PREDICATES[name] ?? (() => false))(found) === wanted,
  );
}

function servicesPerProvider({ list }: ReadCase): readonly number[] {
  return list?.providers.map(({ services }) => services.length) ?? [];
}

/** Certificates by which services are identified today. */
export function distinctCertificates({ list }: ReadCase): number {
  const all = servicesOf(list).flatMap(({ identities }) =>
    identities.flatMap(({ certificate }) => certificate ?? []),
  );
  return new Set(all.map(({ raw }) => toHex(raw))).size;
}

/** The words by which a source says what is wrong, and ours. */
const STRUCTURE_MESSAGES: Readonly<Record<string, string>> = {
  'No TLVersion has been found!': 'there is no TLVersion',
  "The TL Version '3' is not acceptable!": 'the TL version 3 is not acceptable',
};

function tells(expected: unknown, { list }: ReadCase): boolean {
  const wanted = STRUCTURE_MESSAGES[String(expected)] ?? String(expected);
  return list?.structure.messages.some((message) => message.includes(wanted)) ?? false;
}

function isAsSchemaSays({ document, list }: ReadCase): boolean | undefined {
  return document && checkSchema(document.root, list?.scheme.version).length === 0;
}

/** Facts by the names of statements. */
export const READING_FACTS: ListFacts = {
  tlVersion: scheme(({ version }) => version),
  sequenceNumber: scheme(({ sequenceNumber }) => sequenceNumber),
  territory: scheme(({ territory }) => territory),
  distributionPoints: scheme(({ distributionPoints }) => distributionPoints.length),
  structureValid: (expected, { list }) => list?.structure.valid === expected,
  structureMessage: tells,
  structureMessageContains: tells,
  schemaValid: (expected, found) => isAsSchemaSays(found) === expected,
  lotlPointers: count(pointersWhere((pointer) => ofLists(pointer) && inXml(pointer))),
  tlPointers: count(pointersWhere((pointer) => ofServices(pointer) && inXml(pointer))),
  xmlTlPointers: count(pointersWhere(inXml)),
  otherTSLPointers: count(pointersWhere(() => true)),
  lotlPointerCertificates: count(({ list }) => list?.pointers.find(ofLists)?.signers.length ?? -1),
  pointersByPredicate,
  lastPointerHasMra: (expected, { list }) => (list?.pointers.at(-1)?.agreement !== undefined) === expected,
  tsps: count(({ list }) => list?.providers.length ?? -1),
  services: count(({ list }) => servicesOf(list).length),
  servicesPerTsp: (expected, found) => isDeepStrictEqual(servicesPerProvider(found), expected),
  servicesPerTspFirst3: (expected, found) =>
    isDeepStrictEqual(servicesPerProvider(found).slice(0, 3), expected),
  distinctCertificates: count(distinctCertificates),
  'counted.tlVersion': scheme(({ version }) => version),
  'counted.sequenceNumber': scheme(({ sequenceNumber }) => sequenceNumber),
  'counted.territory': scheme(({ territory }) => territory),
  'counted.tslType': scheme(({ type }) => type),
  'counted.distributionPoints': scheme(({ distributionPoints }) => distributionPoints.length),
  'counted.listIssueDateTime': date('issueDate'),
  'counted.nextUpdate': date('nextUpdate'),
  'counted.otherTSLPointers': count(pointersWhere(() => true)),
  'counted.xmlPointers': count(pointersWhere(inXml)),
  'counted.tsps': count(({ list }) => list?.providers.length ?? 0),
  'counted.services': count(({ list }) => servicesOf(list).length),
  'counted.servicesPerTsp': (expected, found) => isDeepStrictEqual(servicesPerProvider(found), expected),
  'counted.historyInstances': count(({ list }) =>
    servicesOf(list).reduce((sum, { states }) => sum + states.length - 1, 0),
  ),
  'counted.qualificationElements': count(({ list }) =>
    servicesOf(list)
      .flatMap(({ states }) => states)
      .reduce((sum, { qualifications }) => sum + qualifications.length, 0),
  ),
  'counted.distinctCurrentServiceCertificates': count(distinctCertificates),
};
