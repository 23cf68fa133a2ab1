/**
 * A test PKI on loopback with its key in files, for programs that seal.
 *
 * @module
 */
import { createGoodWorld, createPfx, systemClock, toPem, type World } from '@eseal/testkit';
import { listen } from '@eseal/testkit/server';
import type { SealedFile } from '../judges/verdict.ts';
import type { AlgorithmCase } from './algorithms.ts';
import { otherSeal } from './other-seal.ts';
import { trustIn } from './sealing-world.ts';
import type { Workbench } from './workbench.ts';

/** What another program needs to seal. */
export interface ServedWorld extends AsyncDisposable {
  readonly world: World;
  readonly p12: string;
  readonly password: string;
  /** PEM files of the key, of the seal's certificate and of its issuers. */
  readonly pem: { readonly key: string; readonly certificate: string; readonly issuers: string };
  /** Address of the time-stamping authority. */
  readonly tsa: string;
  readonly trust: SealedFile['trust'];
}

const PASSWORD = 'interop';

/**
 * Serves a world whose seal certificate has a key for the algorithm, and writes its key into the workbench. There is a
 * second organisation in it, whose key stays here.
 */
export async function serveWorld(algorithm: AlgorithmCase, bench: Workbench): Promise<ServedWorld> {
  const made: { world?: World } = {};
  const server = await listen(async (baseUrl) => {
    const keyOf = { seal: algorithm.key() };
    const world = await createGoodWorld({ baseUrl, now: systemClock, keyOf, entities: [otherSeal()] });
    made.world = world;
    return world.handler;
  }, 0);
  const { world } = made;
  if (world === undefined) throw new TypeError('the world was not made');
  const [certificate, ...issuers] = world.chain;
  const { pkcs8 } = world.seal;
  const folder = `${algorithm.name.replaceAll(' ', '-')}-served`;
  const pfx = await createPfx({ pkcs8, certificates: world.chain, friendlyName: 'seal' }, PASSWORD);
  return {
    world,
    p12: bench.write(`${folder}/seal.p12`, pfx),
    password: PASSWORD,
    pem: {
      key: bench.write(`${folder}/key.pem`, toPem('PRIVATE KEY', pkcs8)),
      certificate: bench.write(`${folder}/seal.pem`, toPem('CERTIFICATE', certificate)),
      issuers: bench.write(`${folder}/issuers.pem`, toPem('CERTIFICATE', ...issuers)),
    },
    tsa: world.urls.tsa,
    trust: trustIn(world, bench, folder),
    [Symbol.asyncDispose]: () => server.close(),
  };
}
