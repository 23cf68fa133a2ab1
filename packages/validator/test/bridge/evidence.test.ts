/** Evidence of seals across a bridge: what the bridge and its directory said is kept, and says the same again. */
import { utf8 } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import { addDays } from '@eseal/testkit';
import { expect, it } from 'vitest';
import { readBundle, writeBundle } from '../../src/evidence/bundle-file.ts';
import { recordEvidence } from '../../src/evidence/record.ts';
import { replay } from '../../src/evidence/replay.ts';
import { toJson } from '../../src/report/to-json.ts';
import { bridgedWorld, judgementOf } from '../bridging.ts';
import { NOW } from '../judging.ts';
import { sealedBy } from '../sealed.ts';

it.each([
  ['the first route', []],
  ['the second route, when the first is revoked', ['bridge-to-b']],
  ['no route, when both are revoked', ['bridge-to-b', 'c-to-b']],
] as const)('is replayed to the identical report by %s', async (_, revoked) => {
  const revocations = revoked.map((entity) => ({ entity, at: addDays(NOW, -2) }));
  const world = await bridgedWorld({ revocations });
  const sealed = await sealedBy(world, utf8('各位'), cades({ packaging: 'attached' }));
  const { report, bundle } = await recordEvidence(sealed, judgementOf(world, 'seal'));
  const json = JSON.stringify(toJson(report));
  expect(report.conclusion.indication).toBe(revoked.length < 2 ? 'TOTAL-PASSED' : 'INDETERMINATE');
  expect(report.seals[0]?.path.trust.route).toBe('bridge');
  expect(json).toContain('"role":"cross"');
  expect(JSON.stringify(toJson(await replay(await readBundle(await writeBundle(bundle)))))).toBe(json);
});
