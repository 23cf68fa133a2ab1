/** Trusted lists (ETSI TS 119 612): what they say, who signed them, and what follows. @module */
export {
  type AuthenticateListOptions,
  authenticateList,
  type ListAuthentication,
} from './authenticate/authenticate-list.ts';
export type { ListFailure, LoadedCopies, LoadList } from './follow/loader.ts';
export type {
  AuthenticatedList,
  ListPointer,
  SchemeInformation,
  TrustedList,
  TrustService,
  TrustServiceProvider,
} from './list.ts';
