/** Trusted lists (ETSI TS 119 612): what they say, who signed them, and what follows. @module */

export { parseSchemeFile, type SchemeFile } from '../scheme-file/parse-scheme-file.ts';
export type { ServiceRole, StatusMeaning, TrustedListScheme } from '../trust/scheme.ts';
export {
  type AuthenticateListOptions,
  authenticateList,
  type ListAuthentication,
} from './authenticate/authenticate-list.ts';
export { buildTrustedList } from './build/build-list.ts';
export type {
  Address,
  AgreementDescription,
  EquivalenceDescription,
  EquivalenceStateDescription,
  PointerDescription,
  PostalAddress,
  ProviderDescription,
  SchemeDescription,
  ServiceDescription,
  ServiceStateDescription,
  SupplyPoint,
  TrustedListDescription,
} from './build/description.ts';
export { type ListChanges, nextTrustedList, withStatus } from './build/next-list.ts';
export { parseListDescription, type ReadCertificates } from './build/parse-description.ts';
export { type SignTrustedListOptions, signTrustedList } from './build/sign-list.ts';
export { diffSnapshots } from './diff/diff-snapshots.ts';
export { diffToText } from './diff/diff-to-text.ts';
export type {
  Both,
  ListChange,
  ListDifference,
  ListVersion,
  PointerState,
  SchemeField,
  ServiceField,
  ServiceState,
  ServiceSubject,
  SnapshotDifference,
  StatusPeriod,
} from './diff/difference.ts';
export { LIST_MEDIA_TYPE } from './follow/anchor.ts';
export {
  type FollowedLists,
  type FollowedPivot,
  type FollowListsOptions,
  followLists,
  type RefusedList,
  type RootList,
} from './follow/follow-lists.ts';
export type { ListFailure, LoadedCopies, LoadList } from './follow/loader.ts';
export type { FollowedList } from './follow/open-list.ts';
export type {
  AuthenticatedList,
  ListPointer,
  SchemeInformation,
  TrustedList,
  TrustService,
  TrustServiceProvider,
} from './list.ts';
export {
  type ListUseOptions,
  type OpenTrustedListsOptions,
  openSnapshot,
  openTrustedLists,
  type TrustedLists,
} from './open.ts';
export { parseTrustedList } from './parse/parse-list.ts';
export { EU_SCHEME } from './schemes/eu.ts';
export { listToJson, type ShowListOptions, summarizeList } from './show/list-to-json.ts';
export { listToText } from './show/list-to-text.ts';
export type { LoadLimits } from './store/budget.ts';
export type { ListSource } from './store/given-lists.ts';
export type { ListCopy, ListSnapshot } from './store/list-copy.ts';
export { createMemoryListStore, type ListStore } from './store/list-store.ts';
export type { ListProgress, LoadOptions } from './store/online-loader.ts';
export { isSnapshot, mergeSnapshots, readSnapshot, writeSnapshot } from './store/snapshot-file.ts';
export { createListTrust, type ListTrustOptions } from './trust-source.ts';
export { type VerifiedList, verifyTrustedList } from './verify-list.ts';
