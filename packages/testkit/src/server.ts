/**
 * What of the testkit needs Node: the services on loopback, and keys that WebCrypto does not have.
 *
 * @module
 */

export { type HttpServer, listen } from './node/http-server.ts';
export { createNodeKey, type NodeKeyKind, type NodeKeyOptions } from './node/keys.ts';
export {
  type ServedTestkit,
  type ServeTestkitOptions,
  serveTestkit,
  type TestkitServices,
} from './node/serve-testkit.ts';
