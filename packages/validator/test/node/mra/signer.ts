/**
 * The signer of the scenarios and its authorities, of a country that is not in the EU.
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import { certificatePolicies, createPki, extendedKeyUsage, keyUsage, type Pki } from '@eseal/testkit';
import { qcStatementsOf } from '../../determining-eu.ts';
import { timeOf } from './scenario.ts';

/** `root` is the identity of the service; `ca` under it issued `signer`. `list-signer` signs lists. */
export function createSigner(now: Date): Promise<Pki> {
  const authority = {
    profile: { kind: 'ca' },
    notBefore: timeOf('now-P2Y', now),
    notAfter: timeOf('now+P2Y', now),
  } as const;
  return createPki({
    entities: [
      { name: 'root', subject: [{ CN: 'Test-QTSP-1-RootCA-from-ZZ' }, { C: 'ZZ' }], ...authority },
      {
        name: 'ca',
        issuer: 'root',
        subject: [{ CN: 'Test-Qualified-CA1-from-ZZ' }, { C: 'ZZ' }],
        ...authority,
      },
      {
        name: 'list-signer',
        subject: [{ CN: 'List signer' }, { C: 'ZZ' }],
        profile: { kind: 'bare' },
        notBefore: authority.notBefore,
        notAfter: authority.notAfter,
        quirks: { extensions: [keyUsage('digitalSignature'), extendedKeyUsage(['0.4.0.2231.3.0'])] },
      },
      {
        name: 'signer',
        issuer: 'ca',
        subject: [{ CN: 'John Doe' }, { C: 'ZZ' }],
        profile: { kind: 'bare' },
        notBefore: timeOf('now-P11M', now),
        notAfter: timeOf('now+P11M', now),
        quirks: {
          extensions: [
            keyUsage('nonRepudiation'),
            certificatePolicies([{ oid: '1.3.6.1.4.1.314159.1.2' }]),
            ...qcStatementsOf({
              statements: [OID.qcCompliance, OID.qcSscd],
              types: [OID.qcTypeEsign],
              legislations: ['ZZ'],
            }),
          ],
        },
      },
    ],
  });
}
