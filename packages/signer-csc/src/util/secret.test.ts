import { describe, expect, it } from 'vitest';
import { derivedSecret, isSecret, secret } from './secret.ts';

describe('a secret', () => {
  const pin = derivedSecret('canary-4711', [secret('canary-4712')]);

  it('shows itself to nobody but who asks for it', () => {
    expect(pin.reveal()).toBe('canary-4711');
    expect(`${pin} ${JSON.stringify({ pin })} ${Object.values(pin).map(String).join()}`).not.toContain(
      'canary',
    );
    expect(Object.isFrozen(pin)).toBe(true);
  });

  it('is known among other values', () => {
    expect(isSecret(pin)).toBe(true);
    for (const other of ['canary', undefined, null, {}, { reveal: 'x' }, []])
      expect(isSecret(other)).toBe(false);
  });
});
