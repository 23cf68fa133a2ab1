/**
 * A world: a PKI and the services around it, on one clock, without a socket.
 *
 * @module
 */
import type { HttpRequest, Transport } from '@eseal/core/http';
import { type Clock, createClock } from '../../clock.ts';
import type { Handler } from '../../services/handler.ts';
import { createMockTransport } from '../../services/mock-transport.ts';
import type { OcspOptions } from '../../services/ocsp.ts';
import {
  createTimestampAuthority,
  type TimestampAuthority,
  type TimestampAuthorityOptions,
} from '../../services/tsa.ts';
import { addressesOf, createPki, type Entity, type EntityDefinition, type Pki } from '../define.ts';
import type { KeyKind, TestKey } from '../key.ts';
import type { KeySource } from '../key-source.ts';
import {
  createWorldHandler,
  type WorldFaults,
  type WorldRevocation,
  type WorldServices,
} from './world-services.ts';

/** Options common to all worlds. */
export interface WorldOptions {
  /** Kind of every key. Default `p256`. */
  readonly key?: KeyKind;
  /** Keys of single entities by name, such as `{ seal: 'rsa-2048', tsa: 'ed25519' }`. */
  readonly keyOf?: Readonly<Record<string, KeyKind | TestKey>>;
  /** The time, standing still, or a clock. Default the present, standing still. */
  readonly now?: Date | Clock;
  /** Where the services answer; goes into the certificates. Default `http://eseal.test`. */
  readonly baseUrl?: string;
  /** Where keys come from. Default `fixedKeys()`. */
  readonly keys?: KeySource;
  /** Certificates in addition to the world's own, which may be their issuers. */
  readonly entities?: readonly EntityDefinition[];
  /** Default none. */
  readonly revocations?: readonly WorldRevocation[];
  /** Default none. */
  readonly faults?: WorldFaults;
  /** Settings of the time-stamping authority. */
  readonly timestamps?: Omit<TimestampAuthorityOptions, 'authority' | 'clock' | 'fault'>;
  /** Settings of the OCSP responder. */
  readonly ocsp?: Omit<OcspOptions, 'authorities' | 'clock' | 'fault'>;
}

/** Addresses of a world's services. */
export interface WorldUrls {
  readonly tsa: string;
  readonly ocsp: string;
  /** The list of the seal certificate's issuer. */
  readonly crl: string;
  /** The certificate of the seal certificate's issuer. */
  readonly caIssuers: string;
}

/** A PKI and its services. Entities: `root`, `issuing-ca`, `seal`, `tsa`, `ocsp`, and what the world adds. */
export interface World {
  readonly pki: Pki;
  readonly clock: Clock;
  /** The clock's time when the world was made. */
  readonly now: Date;
  readonly root: Entity;
  readonly issuingCa: Entity;
  readonly seal: Entity;
  readonly tsa: Entity;
  readonly ocsp: Entity;
  /** The seal's certificate, then its issuers without the root: what a Signer carries. */
  readonly chain: readonly [Uint8Array, ...Uint8Array[]];
  /** What to trust: the root's certificate. */
  readonly anchors: readonly Uint8Array[];
  readonly urls: WorldUrls;
  /** All services as one function. */
  readonly handler: Handler;
  /** The services as a Transport; an address outside of the world fails the test. */
  readonly transport: Transport;
  /** What went through `transport`, in order. */
  readonly requests: readonly HttpRequest[];
  /** The time-stamping authority without HTTP. */
  readonly timestampAuthority: TimestampAuthority;
  /** The entity of that name. */
  entity(name: string): Entity;
  /** The same PKI with faulty services (and a request log of its own). */
  withFaults(faults: WorldFaults): World;
}

/** A world's own certificates, given the time it is made for. */
export type WorldDefinition = (now: Date) => readonly EntityDefinition[];

/**
 * Makes a world of a definition.
 *
 * @param definition - certificates, among them `root`, `issuing-ca`, `seal`, `tsa` and `ocsp`
 */
export async function createWorld(definition: WorldDefinition, options: WorldOptions = {}): Promise<World> {
  const clock =
    options.now === undefined || options.now instanceof Date ? createClock(options.now) : options.now;
  const now = clock.now();
  const entities = definition(now).map((entity) => withKey(entity, options));
  const pki = await createPki({
    entities: [...entities, ...(options.entities ?? [])],
    ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }),
    ...(options.keys === undefined ? {} : { keys: options.keys }),
  });
  return assemble(now, {
    pki,
    clock,
    revocations: options.revocations ?? [],
    faults: options.faults ?? {},
    timestamps: options.timestamps ?? {},
    ocsp: options.ocsp ?? {},
  });
}

/** The clock that the options ask for. */
export function clockOf({ now }: Pick<WorldOptions, 'now'>): Clock {
  return now === undefined || now instanceof Date ? createClock(now) : now;
}

function withKey(entity: EntityDefinition, { key, keyOf }: WorldOptions): EntityDefinition {
  if (entity.keyOf !== undefined) return entity;
  const wanted = keyOf?.[entity.name] ?? entity.key ?? key;
  return wanted === undefined ? entity : { ...entity, key: wanted };
}

function assemble(now: Date, services: WorldServices): World {
  const { pki, clock } = services;
  const handler = createWorldHandler(services);
  const { transport, requests } = createMockTransport({ [new URL(pki.baseUrl).origin]: handler });
  const seal = pki.entity('seal');
  const tsa = pki.entity('tsa');
  const { ocsp, crl, caIssuers } = addressesOf(pki.baseUrl, (seal.issuer ?? seal).name);
  return {
    pki,
    clock,
    now,
    root: pki.entity('root'),
    issuingCa: pki.entity('issuing-ca'),
    seal,
    tsa,
    ocsp: pki.entity('ocsp'),
    chain: seal.chain,
    anchors: [pki.entity('root').certificate],
    urls: { tsa: `${pki.baseUrl}/tsa`, ocsp, crl, caIssuers },
    handler,
    transport,
    requests,
    timestampAuthority: createTimestampAuthority({ ...services.timestamps, authority: tsa, clock }),
    entity: pki.entity,
    withFaults: (faults) => assemble(now, { ...services, faults }),
  };
}
