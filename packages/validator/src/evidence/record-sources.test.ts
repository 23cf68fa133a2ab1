import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { requestFor } from '../../test/retrieving.ts';
import type { RetrievalAttempt } from '../report/retrieval-attempt.ts';
import { createPinnedTrust } from '../trust/pinned.ts';
import { recordIssuers, recordRevocation, recordTrust } from './record-sources.ts';

const ATTEMPT: RetrievalAttempt = { kind: 'crl', url: 'http://ca.test/crl', outcome: 'answered' };

describe('recordTrust', () => {
  it('asks each question once and keeps its answer', async () => {
    const world = await goodWorld();
    let asked = 0;
    const pinned = createPinnedTrust(world.anchors);
    const { source, recorded } = recordTrust({
      size: 1,
      anchorsNamed: (name) => {
        asked++;
        return pinned.anchorsNamed(name);
      },
    });
    const { subject, raw } = certificateOf(world.root);
    const answers = [await source.anchorsNamed(subject), await source.anchorsNamed(subject)];
    expect(answers[0]).toHaveLength(1);
    expect(answers[1]).toEqual(answers[0]);
    expect(asked).toBe(1);
    expect(recorded()).toMatchObject({
      size: 1,
      anchors: [
        { name: subject.raw, answer: { kind: 'found', found: [{ certificate: raw, route: 'pinned' }] } },
      ],
      certificates: [],
    });
  });

  it('keeps failures, and passes them on', async () => {
    const { subject } = certificateOf((await goodWorld()).root);
    const { source, recorded } = recordTrust({
      size: 1,
      anchorsNamed: () => Promise.reject(new Error('gone')),
      certificatesNamed: () => {
        throw 'odd';
      },
    });
    await expect(source.anchorsNamed(subject)).rejects.toThrow('gone');
    await expect(source.certificatesNamed?.(subject)).rejects.toBe('odd');
    const { anchors, certificates } = recorded();
    expect(anchors).toMatchObject([{ answer: { kind: 'failed', message: 'gone' } }]);
    expect(certificates).toMatchObject([{ answer: { kind: 'failed', message: 'unexpected error' } }]);
  });
});

describe('recordIssuers and recordRevocation', () => {
  it('keep every question in order, with what services were asked', async () => {
    const world = await goodWorld();
    const seal = certificateOf(world.seal);
    const told: RetrievalAttempt[] = [];
    const onAttempt = (attempt: RetrievalAttempt): void => void told.push(attempt);
    let round = 0;
    const issuers = recordIssuers({
      issuersOf: (_certificate, options) => {
        options?.onAttempt?.({ ...ATTEMPT, kind: 'certificates' });
        return round++ === 0 ? [] : [certificateOf(world.issuingCa)];
      },
    });
    await issuers.source.issuersOf(seal, { onAttempt });
    await issuers.source.issuersOf(seal);
    expect(issuers.recorded()).toMatchObject([
      { certificate: seal.raw, answer: { found: [] }, attempts: [{ kind: 'certificates' }] },
      { answer: { found: [world.issuingCa.certificate] }, attempts: [{ kind: 'certificates' }] },
    ]);
    const revocation = recordRevocation({
      collect: (request) => {
        request.onAttempt?.(ATTEMPT);
        throw new Error('no line');
      },
    });
    const { request } = requestFor(world.seal, { onAttempt });
    await expect(revocation.source.collect(request)).rejects.toThrow('no line');
    expect(revocation.recorded()).toEqual([
      {
        certificate: seal.raw,
        issuerKey: request.issuerKey.raw,
        answer: { kind: 'failed', message: 'no line' },
        attempts: [ATTEMPT],
      },
    ]);
    expect(told.map(({ kind }) => kind)).toEqual(['certificates', 'crl']);
  });
});
