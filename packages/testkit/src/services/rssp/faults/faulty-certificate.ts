/** Credentials as a fault shows them. */
import { assertNever } from '@eseal/core';
import { addDays } from '../../../clock.ts';
import type { RsspContext } from '../context.ts';
import type { RsspCredential } from '../model.ts';
import { certifyKey } from '../world.ts';
import { isKind, takeFault } from './fault.ts';

const isOfCertificates = isKind('swapped-certificate', 'expired-certificate');

/** The credential with the certificates that the fault which is on has it show. */
export async function credentialAsShown(
  context: RsspContext,
  credential: RsspCredential,
): Promise<RsspCredential> {
  const fault = takeFault(context.faults, 'credentials/info', isOfCertificates);
  if (fault === undefined) return credential;
  switch (fault.kind) {
    case 'swapped-certificate':
      return { ...credential, certificates: otherCertificates(context, credential) };
    case 'expired-certificate': {
      const now = context.clock.now();
      const period = { notBefore: addDays(now, -30), notAfter: addDays(now, -1) };
      return { ...credential, certificates: await certifyKey(context.world, credential, period) };
    }
    default:
      return assertNever(fault);
  }
}

/** Those of another key, of the same kind where there is one. */
function otherCertificates({ store }: RsspContext, { id, key }: RsspCredential): readonly Uint8Array[] {
  const others = [...store.credentials.values()].filter((other) => other.id !== id);
  const isAlike = (other: RsspCredential): boolean =>
    other.key.curve === key.curve && other.key.bits === key.bits && other.certificateStatus === 'valid';
  const found = others.find(isAlike) ?? others[0];
  if (found === undefined) throw new TypeError('the service has one credential only');
  return found.certificates;
}
