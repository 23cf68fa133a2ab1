/** How many seals a file has. */
import { parseContainer } from '@eseal/formats/detect';
import { openInput } from './files.ts';

/** Number of seals in a file; timestamps do not count. */
export async function countSeals(path: string, password: string | undefined): Promise<number> {
  await using document = await openInput(path);
  const options = password === undefined ? {} : { password };
  return (await parseContainer(document, options)).signatures.length;
}
