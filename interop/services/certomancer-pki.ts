/**
 * The PKI that certomancer plays: a root, an issuing authority, a seal, a time-stamping unit and a delegated responder.
 *
 * @module
 */

/** Names of the keys, each a file `keys/<name>.pem`. */
export const CERTOMANCER_KEYS = ['root', 'issuing', 'seal', 'revoked', 'tsa', 'responder'] as const;

/** The configuration in the format of certomancer 0.16. */
export function certomancerConfiguration(now: Date): string {
  const validity = (days: number): string =>
    `validity: {valid-from: "${at(now, -30)}", valid-to: "${at(now, days)}"}`;
  const seal = (name: string): string => `
      ${name}:
        issuer: issuing
        ${validity(700)}
        profiles: [digsig-commitment]`;
  return `
external-url-prefix: http://127.0.0.1:9000
keysets:
  main:
    path-prefix: keys
    keys:
${CERTOMANCER_KEYS.map((name) => `      ${name}: {path: ${name}.pem}`).join('\n')}
pki-architectures:
  main:
    keyset: main
    entity-defaults: {country-name: JP, organization-name: Second PKI}
    entities:
${CERTOMANCER_KEYS.map((name) => `      ${name}: {common-name: ${name} of certomancer}`).join('\n')}
    certs:
      root:
        subject: root
        issuer: root
        ${validity(3650)}
        profiles: [{id: simple-ca, params: {crl-repo: root}}]
      issuing:
        issuer: root
        ${validity(3000)}
        profiles: [{id: simple-ca, params: {max-path-len: 0, crl-repo: issuing, ocsp-service: issuing}}]${seal('seal')}${seal('revoked')}
        revocation: {revoked-since: "${at(now, -1)}", reason: key_compromise}
      tsa:
        issuer: issuing
        ${validity(2000)}
        extensions:
          - {id: key_usage, critical: true, smart-value: {schema: key-usage, params: [digital_signature]}}
          - {id: extended_key_usage, critical: true, value: [time_stamping]}
      responder:
        issuer: issuing
        ${validity(90)}
        profiles: [ocsp-responder]
    services:
      ocsp:
        issuing: {for-issuer: issuing, responder-cert: responder, signing-key: responder}
      crl-repo:
        root: {for-issuer: root, signing-key: root, simulated-update-schedule: P7D}
        issuing: {for-issuer: issuing, signing-key: issuing, simulated-update-schedule: P1D}
      cert-repo:
        root: {for-issuer: root, publish-issued-certs: true}
      time-stamping:
        tsa: {signing-key: tsa, signing-cert: tsa, certs-to-embed: [issuing]}
`;
}

function at(now: Date, days: number): string {
  return `${new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 19)}+0000`;
}
