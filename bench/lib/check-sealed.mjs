/** Whether every invoice was sealed, and once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from '@eseal/validator';

/**
 * Holds every sealed file against its document: none is missing, none too many, each is its document with one signature after it.
 * A sample is judged as a recipient judges it.
 *
 * @param {{ documents: string, out: string, trust: readonly Uint8Array[], judgeEvery: number }} options
 * @returns {Promise<{ sealed: number, judged: number }>}
 */
export async function checkSealed({ documents, out, trust, judgeEvery }) {
  const names = readdirSync(documents).sort();
  const sealed = readdirSync(out)
    .filter((name) => !name.startsWith('.'))
    .sort();
  if (sealed.length !== names.length || sealed.some((name, at) => name !== names[at]))
    throw new Error(`${sealed.length} files for ${names.length} documents`);
  let judged = 0;
  for (const [at, name] of names.entries()) {
    const bytes = readFileSync(join(out, name));
    assertSealedOnce(name, bytes, readFileSync(join(documents, name)));
    if ((at + 1) % judgeEvery !== 0) continue;
    const { conclusion, seals } = await validate(bytes, { trust, revocation: 'none' });
    if (conclusion.indication !== 'TOTAL-PASSED' || seals.length !== 1)
      throw new Error(`${name}: ${conclusion.indication}, ${seals.length} seals`);
    judged++;
  }
  return { sealed: sealed.length, judged };
}

function assertSealedOnce(name, sealed, document) {
  if (
    sealed.length <= document.length ||
    sealed.compare(document, 0, document.length, 0, document.length) !== 0
  )
    throw new Error(`${name} is not its document with something after it`);
  const first = sealed.indexOf('/ByteRange');
  if (first < document.length || sealed.indexOf('/ByteRange', first + 1) >= 0)
    throw new Error(`${name} has not one signature`);
}
