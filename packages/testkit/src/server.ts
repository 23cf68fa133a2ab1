/**
 * What of the testkit needs Node: the services on loopback, keys that WebCrypto does not have, and SoftHSM.
 *
 * @module
 */

export { type HttpServer, listen } from './node/http-server.ts';
export { createNodeKey, type NodeKeyKind, type NodeKeyOptions } from './node/keys.ts';
export { describeWithPrograms, type SuiteFramework } from './node/needed-programs.ts';
export {
  type ServedTestkit,
  type ServeTestkitOptions,
  serveTestkit,
  type TestkitServices,
} from './node/serve-testkit.ts';
export {
  describeWithSoftHsm,
  openSoftHsm,
  type SoftHsm,
  type SoftHsmOptions,
  type SoftHsmToken,
  type SoftHsmTokenOptions,
  softHsmMissing,
} from './node/softhsm.ts';
export { openSoftHsmKey, type SoftHsmKeyKind } from './node/softhsm-key.ts';
