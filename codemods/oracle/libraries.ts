/** The compiler's own `lib.*.d.ts`: ts-morph carries them as text, since it works without an installed TypeScript. */
import { getLibFiles, libFolderInMemoryPath } from '@ts-morph/common';

export const LIBRARY_FOLDER: string = libFolderInMemoryPath;

let texts: ReadonlyMap<string, string> | undefined;

/** The text of a library file, by its path in `LIBRARY_FOLDER`. */
export function libraryText(fileName: string): string | undefined {
  if (!fileName.startsWith(LIBRARY_FOLDER)) return undefined;
  texts ??= new Map(getLibFiles().map((file) => [`${LIBRARY_FOLDER}/${file.fileName}`, file.text]));
  return texts.get(fileName);
}
