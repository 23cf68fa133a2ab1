/** @signpdf with its plain placeholder and a CAdES signer of PKI.js. */
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { SignPdf } from '@signpdf/signpdf';
import { Signer } from '@signpdf/utils';
import { createPkijsSealer } from './pkijs.mjs';

class PkijsSigner extends Signer {
  constructor(world, kind) {
    super();
    this.world = world;
    this.kind = kind;
  }

  async sign(pdf) {
    const work = await createPkijsSealer(pdf, this.world, this.kind);
    return Buffer.from(await work());
  }
}

export async function createSignpdfSealer(document, world, kind) {
  const signer = new PkijsSigner(world, kind);
  return () => {
    const pdf = plainAddPlaceholder({
      pdfBuffer: Buffer.from(document),
      reason: 'seal',
      contactInfo: '',
      name: '',
      location: '',
      signatureLength: 8192,
      subFilter: 'ETSI.CAdES.detached',
    });
    return new SignPdf().sign(pdf, signer);
  };
}
