import { describe, expect, it } from 'vitest';
import { unreadableSignature } from './unreadable-signature.ts';

describe('a signature that cannot be read', () => {
  it('says why, and claims nothing that could be verified', () => {
    const signature = unreadableSignature('S-1', 'CMS', 'there is no CMS');
    expect(signature).toMatchObject({ id: 'S-1', format: 'CMS', form: 'NOT-ETSI' });
    expect(signature.structure).toEqual({ valid: false, messages: ['there is no CMS'] });
    expect(signature.signature).toMatchObject({ algorithm: undefined, signedBytes: undefined });
    expect(signature.certificateHint).toBeUndefined();
    expect(signature.references).toEqual([]);
  });
});
