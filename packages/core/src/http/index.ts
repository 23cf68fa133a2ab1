/** Network access. @module */
export { fetchTransport } from './fetch-transport.ts';
export { createGuardedTransport, type GuardedTransportOptions } from './guard.ts';
export {
  createHostGuard,
  type HostAndPort,
  type HostGuard,
  type HostRules,
  isPublicAddress,
} from './host-guard.ts';
export { redactUrl } from './redact-url.ts';
export type { HttpRequest, HttpResponse, SendOptions, Transport } from './transport.ts';
