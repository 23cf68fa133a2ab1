/** Test services and key files for tests of the command. */
import { smallPdf, type WorldFaults } from '@eseal/testkit';
import { type ServedTestkit, serveTestkit } from '@eseal/testkit/server';
import { type Bench, type Outcome, openBench, run, type Surroundings } from './test-bench.ts';

/** A bench with test services, their files in `kit/`, and a PDF to seal. */
export interface Kit extends AsyncDisposable {
  readonly bench: Bench;
  readonly services: ServedTestkit['services'];
  readonly world: ServedTestkit['world'];
  /** Path of a small PDF. */
  readonly pdf: string;
  /** Arguments that name the PKCS #12 file and its PIN. */
  readonly key: readonly string[];
  /** Arguments that trust the test PKI and do without revocation data. */
  readonly trust: readonly string[];
  /** Runs the command; the environment holds the PIN as `PIN`. */
  run(argv: readonly string[], surroundings?: Surroundings): Promise<Outcome>;
}

/** Starts the services. */
export async function openKit(faults: WorldFaults = {}): Promise<Kit> {
  const bench = openBench();
  const testkit = await serveTestkit({ directory: bench.path('kit'), key: 'p256', faults });
  const { services, world } = testkit;
  return {
    bench,
    services,
    world,
    pdf: bench.write('document.pdf', smallPdf()),
    key: ['--pkcs12', services.p12, '--pin-env', 'PIN'],
    trust: ['--trust', ...services.anchors, '--revocation', 'none'],
    run: (argv, surroundings) => run(argv, { env: { PIN: services.pin }, ...surroundings }),
    async [Symbol.asyncDispose]() {
      await testkit.close();
      bench[Symbol.dispose]();
    },
  };
}
