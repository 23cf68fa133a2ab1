/**
 * Services as they are known from what is published about them, each as data over the same service: paths, settings and habits.
 * They have the names of the client's profiles.
 *
 * @module
 */
import type { RsspSettings } from '../context.ts';
import type { OAuthSettings } from '../oauth/state.ts';
import type { HabitName } from './habits.ts';

/** A service that is emulated. */
export interface RsspPreset {
  /** In place of `/csc/v1` and `/csc/v2`. */
  readonly paths?: { readonly v1?: string; readonly v2?: string };
  readonly settings?: Partial<RsspSettings>;
  readonly oauth?: Partial<OAuthSettings>;
  readonly habits: readonly HabitName[];
}

/** Names of the services. */
export type RsspPresetName =
  | 'ssl-com'
  | 'trans-sped'
  | 'a-trust'
  | 'cleverbase-v1'
  | 'cleverbase-v2'
  | 'lvrtc'
  | 'sign8'
  | 'primesign'
  | 'eudi'
  | 'bankid-no'
  | 'digicert'
  | 'ascertia'
  | 'namirial';

/** The services. */
export const RSSP_PRESETS: Readonly<Record<RsspPresetName, RsspPreset>> = {
  'ssl-com': {
    paths: { v1: '/csc/v0' },
    settings: { listClientData: 'DS' },
    oauth: { tokenBody: 'json', pkce: 'optional' },
    habits: ['without-multisign'],
  },
  'trans-sped': {
    paths: { v1: '/csc/v0/local' },
    oauth: { tokenBody: 'both', pkce: 'optional' },
    habits: [
      'scalars-as-texts',
      'algorithm-as-text',
      'multisign-as-text',
      'length-as-text',
      'expiry-as-text',
    ],
  },
  'a-trust': { settings: { ecdsaOutput: 'raw' }, habits: ['presence-as-truth'] },
  'cleverbase-v1': { habits: ['one-signature', 'curve-by-name'] },
  'cleverbase-v2': {
    settings: { version2: '2.2.0.0' },
    oauth: { requiresPushedRequests: true },
    habits: [
      ...(['null-info', 'several-servers', 'hash-types-by-digest', 'curve-by-name'] as const),
      ...(['objects-as-texts', 'errors-as-text'] as const),
    ],
  },
  lvrtc: {
    paths: { v2: '/trustedx-resources/csc/v2' },
    oauth: { requiresPushedRequests: true, hashEncoding: 'base64', tokenLifetime: 600 },
    habits: [],
  },
  sign8: {
    settings: { sadAsBearer: true },
    habits: [
      'algorithm-as-text',
      'signatures-in-url-alphabet',
      'pending-as-400',
      'renamed-timestamp',
      'signatures-as-objects',
    ],
  },
  primesign: { settings: { version2: '2.1.0.1' }, habits: ['implicit-in-version-2'] },
  eudi: {
    settings: { version2: '2.2.0.0' },
    habits: ['sparse-info', 'decimal-serial-number', 'lower-case-tls', 'scal-as-number'],
  },
  'bankid-no': { habits: ['errors-of-bankid'] },
  digicert: { paths: { v1: '/documentmanager/csc/v1' }, habits: ['certificates-in-lines', 'without-scal'] },
  ascertia: {
    paths: { v1: '/adss/service/ras/csc/v1' },
    habits: ['numeric-errors', 'certificates-as-text', 'text-json', 'byte-order-mark'],
  },
  namirial: { habits: ['revocation-info', 'certificates-as-pem'] },
};
