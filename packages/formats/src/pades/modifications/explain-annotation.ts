/**
 * Annotations that an update adds, changes or removes (ISO 32000-2 §12.5): comments, marks and links, none that plays, sends
 * or runs something.
 *
 * @module
 */
import { differingKeys, hasOnly } from '../pdf/equal-objects.ts';
import {
  entry,
  isName,
  PDF_NULL,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
} from '../pdf/objects.ts';
import { isWithoutReferences } from '../pdf/references.ts';
import type { DocumentUpdate } from './changed-objects.ts';
import { type Claims, claimBelow, closeEntry, openClaims } from './claims.ts';

/** Entries of every annotation and of every comment (ISO 32000-2 Tables 166, 172). */
const COMMON_KEYS = [
  ...[
    'Type',
    'Subtype',
    'Rect',
    'Contents',
    'P',
    'NM',
    'M',
    'F',
    'AP',
    'AS',
    'Border',
    'C',
    'Lang',
    'ca',
    'CA',
    'BM',
  ],
  ...['T', 'Popup', 'CreationDate', 'RC', 'IRT', 'Subj', 'RT', 'IT', 'BS', 'StructParent'],
];
const MARKUP = ['QuadPoints'];
const SHAPE = ['IC', 'BE', 'RD'];

/** Further entries by subtype (ISO 32000-2 §12.5.6). What is not listed is no annotation that may be added. */
const KEYS_OF: Readonly<Record<string, readonly string[]>> = {
  Text: ['Open', 'Name', 'State', 'StateModel'],
  Link: ['A', 'Dest', 'H', 'QuadPoints'],
  FreeText: ['DA', 'Q', 'DS', 'CL', 'BE', 'RD', 'LE'],
  Line: ['L', 'LE', 'IC', 'LL', 'LLE', 'LLO', 'Cap', 'CP', 'CO'],
  Square: SHAPE,
  Circle: SHAPE,
  Polygon: ['Vertices', 'LE', 'IC', 'BE'],
  PolyLine: ['Vertices', 'LE', 'IC', 'BE'],
  Highlight: MARKUP,
  Underline: MARKUP,
  Squiggly: MARKUP,
  StrikeOut: MARKUP,
  Caret: ['RD', 'Sy'],
  Stamp: ['Name'],
  Ink: ['InkList'],
  Popup: ['Parent', 'Open'],
};

/** Entries that lead to a page or to another annotation of it. */
const NEIGHBOUR_KEYS = ['P', 'Popup', 'Parent', 'IRT', 'Dest'];
/** Entries that may be objects of their own. */
const OWN_KEYS = ['AP', 'BS', 'A'];
/** Subtypes that show nothing of their own on the page (ISO 32000-2 §12.5.6.5, §12.5.6.14). */
const UNPAINTED = ['Popup', 'Link'];

/** Explains a new annotation; `undefined` for one of another kind, or with an entry that does something. */
export async function explainNewAnnotation(
  update: DocumentUpdate,
  reference: PdfReference,
): Promise<Claims | undefined> {
  if (update.changes.get(reference.id) !== 'new') return undefined;
  const annotation = await update.after.object(reference);
  return annotation.kind === 'dictionary'
    ? claimAnnotation(update, reference, annotation, ['new'])
    : undefined;
}

/** Explains an annotation that is another than before, or none any more. */
export async function explainChangedAnnotation(
  update: DocumentUpdate,
  reference: PdfReference,
): Promise<Claims | undefined> {
  const had = await update.before.object(reference);
  if (had.kind !== 'dictionary' || !isAnnotation(had)) return undefined;
  if (update.changes.get(reference.id) === 'removed') return removedAnnotation(reference);
  const has = await update.after.object(reference);
  if (has.kind !== 'dictionary' || differingKeys(had, has).includes('Subtype')) return undefined;
  const claims = await claimAnnotation(update, reference, has, ['new', 'changed']);
  // A link that leads elsewhere is another one in the place of what was sealed.
  if (claims === undefined || !isName(entry(has, 'Subtype'), 'Link')) return claims;
  return { ...claims, changes: claims.changes.map((one) => ({ covers: 'annotation', ...one })) };
}

/** An annotation that its page has no more, whether its object is freed or not. */
export function removedAnnotation(reference: PdfReference): Claims {
  const claims = openClaims();
  claims.objects.add(reference.id);
  claims.changes.push({ kind: 'annotation', object: `${reference.id} 0 R`, covers: 'page' });
  return claims;
}

/** Whether a dictionary is an annotation that may be added, changed and removed. */
export function isAnnotation(dictionary: PdfDictionary): boolean {
  const subtype = entry(dictionary, 'Subtype');
  return subtype.kind === 'name' && Object.hasOwn(KEYS_OF, subtype.value);
}

async function claimAnnotation(
  update: DocumentUpdate,
  reference: PdfReference,
  annotation: PdfDictionary,
  accepted: readonly ('new' | 'changed')[],
): Promise<Claims | undefined> {
  const subtype = entry(annotation, 'Subtype');
  if (subtype.kind !== 'name' || !isAnnotation(annotation)) return undefined;
  if (!hasOnly(annotation, [...COMMON_KEYS, ...(KEYS_OF[subtype.value] ?? [])])) return undefined;
  for (const [key, value] of annotation.entries) {
    const leads = NEIGHBOUR_KEYS.includes(key) || OWN_KEYS.includes(key);
    if (!leads && !isWithoutReferences(value)) return undefined;
  }
  if (!(await isPlainLink(update, entry(annotation, 'A')))) return undefined;
  const claims = openClaims();
  claims.objects.add(reference.id);
  for (const key of OWN_KEYS) {
    await claimBelow(update, claims, entry(annotation, key), accepted);
    closeEntry(claims, reference.id, [key]);
  }
  const isPainted = !UNPAINTED.includes(subtype.value) || (await isDrawn(update, annotation));
  claims.changes.push({
    kind: 'annotation',
    object: `${reference.id} 0 R /${subtype.value}`,
    ...(isPainted && { covers: 'page' as const }),
  });
  return claims;
}

/** Widest border of a link that is no more than a border. */
const MAX_BORDER = 3;

/** Whether a link or a pop-up note has an appearance all the same, or a border that fills what it is around. */
async function isDrawn({ after }: DocumentUpdate, annotation: PdfDictionary): Promise<boolean> {
  if (entry(annotation, 'AP').kind !== 'null') return true;
  const style = await after.resolveEntry(annotation, 'BS');
  const border = entry(annotation, 'Border');
  const widths = [
    style.kind === 'dictionary' ? entry(style, 'W') : PDF_NULL,
    (border.kind === 'array' ? border.items[2] : undefined) ?? PDF_NULL,
  ];
  return widths.some((one) => one.kind !== 'null' && !isNarrow(one));
}

function isNarrow(width: PdfObject): boolean {
  return (width.kind === 'integer' || width.kind === 'real') && Math.abs(width.value) <= MAX_BORDER;
}

/** Whether an action is none, or opens an address and does nothing after it (ISO 32000-2 §12.6.4.8). */
async function isPlainLink({ after }: DocumentUpdate, written: PdfObject): Promise<boolean> {
  const action = await after.resolve(written);
  if (action.kind === 'null') return true;
  if (action.kind !== 'dictionary' || !hasOnly(action, ['Type', 'S', 'URI', 'IsMap'])) return false;
  return isName(entry(action, 'S'), 'URI') && isWithoutReferences(action);
}
