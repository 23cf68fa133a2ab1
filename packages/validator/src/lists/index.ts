/** Trusted lists (ETSI TS 119 612): what they say, who signed them, and what follows. @module */
export type {
  AuthenticatedList,
  ListPointer,
  SchemeInformation,
  TrustedList,
  TrustService,
  TrustServiceProvider,
} from './list.ts';
