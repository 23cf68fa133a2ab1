/**
 * The rows of the benchmark: what each one is, its goal, and the file that does its work. A row without a file belongs to
 * a part of the SDK that does not exist yet, and says so.
 */
const row = (id, work, unit, goal, better = 'lower') => ({ id, work, unit, goal, better });

export const ROWS = [
  row('cades-10k', 'cades', 'x-raw', 1.15),
  row('cades-10k-p256', 'cades', 'x-raw', 1.8),
  row('cades-10k-ed25519', 'cades', 'x-raw', 1.8),
  row('cades-1m', 'cades', 'x-raw', 1.08),
  row('cades-100m', 'cades', 'x-raw', 1.05),
  row('cades-100m-memory', 'cades-memory', 'MB', 32),
  row('cms-verify', 'cms-verify', 'ms', 0.8),
  row('pades-30k', 'pades', 'x-raw', 1.3),
  row('pades-30k-xref-stream', 'pades', 'x-raw', 1.3),
  row('pades-30k-p256', 'pades', 'x-raw', 2.2),
  row('pades-5m', 'pades', 'x-raw', 1.5),
  row('pades-50m', 'pades', 'x-raw', 2.2),
  row('pades-50m-append', 'pades', 'x-raw', 1.05),
  row('pades-200k-objects', 'pades-objects', 'ms', 300),
  row('pdf-verify-30k', 'pdf-verify', 'ms', 1.5),
  row('pdf-verify-50m', 'pdf-verify', 'ms', undefined),
  row('xades-10k', 'xades', 'x-raw', 3.0),
  row('xades-10k-p256', 'xades', 'x-raw', 9),
  row('xades-5m', 'xades', 'ms', 170),
  row('asic-1g-memory', 'asic-memory', 'MB', 64),
  row('c14n-lotl', 'c14n', 'ms', undefined),
  row('lotl', 'lists', 'ms', 6),
  row('es-list', 'lists', 'ms', 25),
  row('eu-lists', 'lists', 'ms', undefined),
  row('crl-20m', 'crl', 'x-raw', 4),
  row('extend-lta', 'extend-lta', 'ms', 5),
  row('pkcs11', 'pkcs11', 'x-raw', 1.05),
  row('batch-1000-pdf', 'batch', 'docs/s', 1000, 'higher'),
  row('batch-1000-xml', 'batch', 'docs/s', 600, 'higher'),
  row('cold-start', 'cold-start', 'ms', 120),
  row('bundle-cades', 'bundle', 'bytes', 12_000),
  row('bundle-all', 'bundle', 'bytes', 60_000),
  row('bundle-verify', 'bundle', 'bytes', 150_000),
];

/** What a row prints when its part of the SDK is not there. */
export const NOT_THERE = 'this part of the SDK does not exist yet';
