/** A full verdict without network, as a function to be timed. */
import { parseCertificate } from '@eseal/core/x509';
import { createPinnedTrust, validate } from '@eseal/validator';

/** Refuses to time a verdict that is not the expected one. */
export function createVerifier(sealed, world, contents = []) {
  const trust = createPinnedTrust([parseCertificate(world.root.certificate)]);
  return async () => {
    const report = await validate(sealed, { trust, revocation: 'none', contents });
    const { indication } = report.conclusion;
    if (indication !== 'TOTAL-PASSED') throw new Error(`the verdict is ${indication}`);
  };
}
