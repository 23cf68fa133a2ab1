/**
 * Who may import whom. Everything that is not listed is forbidden; ARCHITECTURE.md says why.
 *
 * @module
 */

/** What the sources (not the tests) of one package may import. */
export interface PackageRule {
  /** Packages of ours. */
  readonly packages: readonly string[];
  /** Packages of ours that may be imported only when they are needed, by `import()`. */
  readonly lazyPackages?: readonly string[];
  /** For each folder (or file directly below `src`) the other folders of the package that it may import. */
  readonly folders?: Readonly<Record<string, readonly string[]>>;
  /** Files and folders below `src` that may use `node:*` and `Buffer`; `true` for all of them. */
  readonly node: true | readonly string[];
}

const codec = ['errors', 'util'] as const;
const judged = [...codec, 'path', 'poe', 'policy', 'report', 'revocation', 'trust'] as const;

/** The rule of each package, by its folder. */
export const packageRules: Readonly<Record<string, PackageRule>> = {
  core: {
    packages: [],
    node: ['crypto/provider-node.ts', 'node/'],
    folders: {
      errors: [],
      util: ['errors'],
      asn1: codec,
      document: codec,
      http: [...codec, 'seal'],
      crypto: [...codec, 'asn1', 'document'],
      x509: [...codec, 'asn1', 'crypto'],
      cms: [...codec, 'asn1', 'crypto', 'document', 'x509'],
      timestamp: [...codec, 'asn1', 'cms', 'crypto', 'document', 'http', 'seal', 'x509'],
      revocation: [...codec, 'asn1', 'crypto', 'x509'],
      container: [...codec, 'asn1', 'cms', 'crypto', 'document', 'timestamp', 'x509'],
      identity: [...codec, 'asn1', 'x509'],
      batch: [...codec, 'container', 'crypto', 'document', 'seal', 'x509'],
      seal: [...codec, 'asn1', 'container', 'crypto', 'document', 'timestamp', 'x509'],
      node: [...codec, 'batch', 'document'],
    },
  },
  'signer-webcrypto': { packages: ['core'], node: [] },
  'signer-pkcs11': { packages: ['core'], node: true },
  'signer-csc': {
    packages: ['core'],
    node: [],
    folders: {
      errors: [],
      util: ['errors'],
      model: codec,
      profile: [...codec, 'model'],
      wire: [...codec, 'model', 'profile'],
      oauth: [...codec, 'model', 'profile', 'use-authentication', 'wire'],
      client: [...codec, 'model', 'profile', 'use-authentication', 'wire'],
      'use-authentication': [...codec, 'model', 'oauth', 'profile', 'wire'],
      'key-authorization': [
        ...codec,
        'client',
        'model',
        'oauth',
        'policy',
        'profile',
        'use-authentication',
        'wire',
      ],
      policy: [...codec, 'model'],
      signer: [...codec, 'model', 'profile', 'client', 'use-authentication', 'key-authorization', 'policy'],
      'sign-doc': [...codec, 'client', 'key-authorization', 'model', 'profile', 'signer', 'wire'],
      japan: [...codec, 'client', 'key-authorization', 'model', 'signer', 'use-authentication', 'wire'],
    },
  },
  formats: {
    packages: ['core'],
    node: ['pades/appearance/default-subsetter-node.ts'],
    folders: {
      errors: [],
      util: ['errors'],
      cades: codec,
      pades: [...codec, 'cades'],
      xml: codec,
      xades: [...codec, 'cades', 'xml'],
      asic: [...codec, 'cades', 'xades', 'xml'],
      detect: [...codec, 'asic', 'cades', 'pades', 'xades', 'xml'],
    },
  },
  validator: {
    packages: ['core', 'formats'],
    node: ['ldap/'],
    folders: {
      errors: [],
      util: ['errors'],
      report: codec,
      policy: [...codec, 'report'],
      trust: [...codec, 'policy', 'report'],
      lists: [...codec, 'facts', 'path', 'policy', 'report', 'retrieval', 'scheme-file', 'trust'],
      bridge: [...codec, 'path', 'policy', 'report', 'trust'],
      ldap: [...codec, 'retrieval', 'revocation'],
      determination: [...codec, 'policy', 'profile', 'report', 'trust'],
      'cross-check': [...codec, 'report'],
      revocation: [...codec, 'path', 'policy', 'report', 'trust'],
      retrieval: [...codec, 'path', 'report', 'revocation'],
      material: [...judged, 'blocks', 'facts', 'profile', 'retrieval', 'session'],
      path: [...codec, 'policy', 'report', 'trust'],
      'scheme-file': [...codec, 'determination', 'trust'],
      'suite-file': [...codec, 'policy'],
      'policy-file': [...judged, 'blocks', 'processes'],
      poe: [...codec, 'facts', 'policy', 'report'],
      render: [...codec, 'determination', 'policy', 'report'],
      evidence: [...judged, 'determination', 'facts', 'policy-file', 'retrieval', 'session', 'validate'],
      profile: [...codec, 'policy', 'report'],
      facts: [...codec, 'path', 'policy', 'report', 'trust'],
      blocks: [...judged, 'facts', 'profile'],
      processes: [...judged, 'blocks', 'facts'],
      renewal: [...codec, 'facts', 'path', 'policy', 'report', 'trust'],
      compose: [...judged, 'blocks', 'determination', 'facts', 'processes', 'profile'],
      session: [...judged, 'blocks', 'determination', 'facts', 'retrieval'],
      certificate: [...judged, 'blocks', 'compose', 'profile', 'session'],
      timestamp: ['report', 'validate'],
      validate: [...judged, 'blocks', 'compose', 'facts', 'processes', 'profile', 'session'],
    },
  },
  testkit: { packages: ['core', 'formats', 'signer-webcrypto', 'validator'], node: true },
  cli: {
    packages: ['core', 'formats', 'signer-csc', 'signer-pkcs11', 'signer-webcrypto', 'validator'],
    lazyPackages: ['testkit'],
    node: true,
  },
};

/** Installed packages that cost too much to load before they are needed: `import()` only, types aside. */
export const lazyDependencies: readonly string[] = [
  '@noble/curves',
  '@noble/hashes',
  '@pdf-lib/fontkit',
  '@zip.js/zip.js',
  'cli-progress',
  'csv-parse',
  'ldapts',
  'node-forge',
  'pdf-lib',
  'pkcs11js',
  'subset-font',
];

/** The only folder that may call the global `fetch`. */
export const fetchFolder = 'packages/core/src/http/';
