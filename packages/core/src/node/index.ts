/** Files in Node: as documents, as the journal of a batch and as the place of what it makes. @module */
export { type FileJournal, openFileJournal } from './file-journal.ts';
export { createFolderCache, type FolderCache } from './folder-cache.ts';
export { createFolderStore, type FolderStoreOptions } from './folder-store.ts';
export { type FileDocument, openFile } from './open-file.ts';
