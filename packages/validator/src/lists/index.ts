/** Trusted lists (ETSI TS 119 612): what they say, who signed them, and what follows. @module */
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
export { type SignTrustedListOptions, signTrustedList } from './build/sign-list.ts';
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
