/** Network access. @module */
export { fetchTransport } from './fetch-transport.ts';
export type { HttpRequest, HttpResponse, SendOptions, Transport } from './transport.ts';
