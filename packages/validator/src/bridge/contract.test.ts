import { testTrustSource } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { bridgedWorld, bridgeTrust } from '../../test/bridging.ts';
import { certificateOf } from '../../test/judging.ts';

testTrustSource(
  async () => {
    const world = await bridgedWorld();
    const [trusted, stranger] = [world.root, world.entity('bridge')].map(certificateOf);
    if (trusted === undefined || stranger === undefined) throw new TypeError('there are two');
    return { source: bridgeTrust(world), trusted, stranger };
  },
  { describe, expect, it },
);
