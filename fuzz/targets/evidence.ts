/**
 * Bundles of evidence: JSON of others, with policies, times and bytes in it.
 *
 * @module
 */
import { fromBase64 } from '../../packages/core/src/index.ts';
import { bundleCodec } from '../../packages/validator/src/evidence/bundle-codec.ts';
import {
  type EvidenceBundle,
  readBundle,
  recordEvidence,
  replay,
  writeBundle,
} from '../../packages/validator/src/evidence/index.ts';
import { NOW } from '../../packages/validator/test/judging.ts';
import { madeCades, world } from '../made.ts';
import { BYTE_MUTATORS } from '../mutators/bytes.ts';
import { JSON_MUTATORS } from '../mutators/json.ts';
import type { Target } from './target.ts';

async function madeBundles(): Promise<readonly Uint8Array[]> {
  const { anchors } = await world();
  const options = { trust: anchors, validationTime: NOW, now: NOW };
  const seals = (await madeCades()).slice(-2);
  const records = await Promise.all(seals.map((seal) => recordEvidence(seal, options)));
  return Promise.all(records.map(({ bundle }) => writeBundle(bundle)));
}

/** The bundle of a file whose digests nobody looks at, since whoever changes a file can write them anew. */
function decodeAltered(input: Uint8Array): EvidenceBundle | undefined {
  let file: { body?: { evidence?: unknown; files?: readonly { base64?: unknown }[] } } | null;
  try {
    file = JSON.parse(new TextDecoder().decode(input));
  } catch {
    return undefined;
  }
  const files = Array.isArray(file?.body?.files) ? file.body.files : [];
  const bytes = files.map((one) => fromBase64(String(one?.base64)) ?? new Uint8Array());
  return bundleCodec.decode(file?.body?.evidence, 'evidence', bytes);
}

/** Fuzzed parts that keep evidence. */
export const EVIDENCE_TARGETS: readonly Target[] = [
  {
    name: 'bundle',
    seeds: madeBundles,
    mutators: [...JSON_MUTATORS, ...BYTE_MUTATORS],
    run: readBundle,
  },
  {
    name: 'replay',
    seeds: madeBundles,
    mutators: JSON_MUTATORS,
    run: async (input) => {
      const bundle = decodeAltered(input);
      if (bundle !== undefined) await replay(await readBundle(await writeBundle(bundle)));
    },
  },
];
