import { cades } from '@eseal/formats/cades';
import { xades } from '@eseal/formats/xades';
import { invoiceXml } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { goodWorld } from '../../test/judging.ts';
import { sealedBy } from '../../test/sealed.ts';
import { validate } from '../validate.ts';
import { crossCheckInvoice } from './invoice.ts';

let world: Awaited<ReturnType<typeof goodWorld>>;
beforeAll(async () => {
  world = await goodWorld();
});

async function sealOf(document: Uint8Array) {
  const options = { trust: world.anchors, revocation: 'none', validationTime: world.now } as const;
  const { seals } = await validate(document, options);
  const [seal] = seals;
  if (seal === undefined) throw new Error('the document has a seal');
  return seal;
}

/** The seal as it would be with revocation data, which these tests have none of. */
function passed<T extends object>(seal: T) {
  return { ...seal, conclusion: { indication: 'TOTAL-PASSED' } } as const;
}

describe('crossCheckInvoice on sealed invoices', () => {
  it('finds the issuer in the seal inside the invoice', async () => {
    const sealed = await sealedBy(world, invoiceXml(), xades({ packaging: 'enveloped' }));
    const seal = await sealOf(sealed);
    expect(crossCheckInvoice(passed(seal), sealed)).toMatchObject({
      matchesDocumentIssuer: true,
      sealer: '1555666777888',
    });
  });

  it('takes nothing from a seal that was not found good', async () => {
    const sealed = await sealedBy(world, invoiceXml(), xades({ packaging: 'enveloped' }));
    const text = new TextDecoder().decode(sealed);
    const forged = new TextEncoder().encode(text.replaceAll('8888777666555', '7000012050002'));
    const seal = await sealOf(forged);
    expect(seal.conclusion.indication).toBe('TOTAL-FAILED');
    expect(crossCheckInvoice(seal, forged)).toMatchObject({ matchesDocumentIssuer: 'unknown' });
  });

  it('takes no XML for a container that holds it', async () => {
    const sealed = await sealedBy(world, invoiceXml(), cades({ packaging: 'attached' }));
    const seal = await sealOf(sealed);
    expect(crossCheckInvoice(passed(seal), invoiceXml())).toMatchObject({ matchesDocumentIssuer: true });
    expect(crossCheckInvoice(passed(seal), sealed)).toMatchObject({
      matchesDocumentIssuer: 'unknown',
      issuer: null,
    });
  });
});
