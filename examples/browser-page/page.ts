/**
 * Connects the page to what it does: two forms, one that seals a file and one that verifies one. Files stay in the page;
 * what goes out is a public key and, for a timestamp, a digest.
 */
import { isEsealError, type Signer } from '@eseal/core';
import { createOrganisationSigner } from './organisation-key.ts';
import { type SealedFile, sealFile } from './seal-file.ts';
import { type Language, verifyFile } from './verify-file.ts';

const WORKING = { en: 'Working…', ja: '処理中…' };
const FAILED = { en: 'This did not work', ja: '処理できませんでした' };

const root = document.documentElement;
const pageLanguage = (): Language => (root.lang === 'ja' ? 'ja' : 'en');
let signer: Signer | undefined;

onSubmit('seal', async (form) => {
  signer ??= await createOrganisationSigner();
  const document = fileOf(form, 'document');
  if (document === undefined) throw new Error('no document was chosen');
  return downloadLink(await sealFile(document, signer, form.has('timestamp')));
});
onSubmit('verify', async (form) => {
  const sealed = fileOf(form, 'sealed');
  if (sealed === undefined) throw new Error('no sealed file was chosen');
  return verifyFile(sealed, fileOf(form, 'content'), pageLanguage());
});
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-language]')) {
  button.addEventListener('click', () => {
    root.lang = button.dataset.language ?? 'en';
  });
}
root.lang = navigator.language.startsWith('ja') ? 'ja' : 'en';

/** Runs a form's action when it is sent; its outcome or what went wrong is put into the form's output. */
function onSubmit(id: string, action: (form: FormData) => Promise<string | Element>): void {
  const form = document.querySelector<HTMLFormElement>(`form#${id}`);
  const output = form?.querySelector('output');
  form?.addEventListener('submit', async (event) => {
    event.preventDefault();
    const data = new FormData(form);
    output?.replaceChildren(WORKING[pageLanguage()]);
    output?.replaceChildren(await action(data).catch(explain));
  });
}

function explain(error: unknown): string {
  const reason = isEsealError(error) ? `${error.code}: ${error.message}` : String(error);
  return `${FAILED[pageLanguage()]} (${reason})`;
}

/** The chosen file; a form gives one without a name where none was chosen. */
function fileOf(form: FormData, name: string): File | undefined {
  const value = form.get(name);
  return value instanceof File && value.name !== '' ? value : undefined;
}

function downloadLink({ name, content }: SealedFile): Element {
  const link = document.createElement('a');
  link.download = name;
  link.href = URL.createObjectURL(content);
  link.textContent = name;
  return link;
}
