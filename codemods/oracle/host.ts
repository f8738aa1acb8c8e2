/** How the compiler gets at files: each is parsed once for all programs of a project, be they its units or the same files with other text. */
import { ts } from '@ts-morph/common';
import { LIBRARY_FOLDER, libraryText } from './libraries.js';

/** Parsed once per process: a hundred thousand lines that never change. */
const libraries: Map<string, ts.SourceFile> = new Map();

export class SourceCache {
  readonly #sources: Map<string, ts.SourceFile> = new Map();

  /** @param textOf what counts instead of what is on disk */
  host(options: ts.CompilerOptions, textOf: (fileName: string) => string | undefined): ts.CompilerHost {
    // Nodes learn their parents when a file is bound; see `MorphOracle.source`.
    const host = ts.createCompilerHost(options);
    // A program parses alike under these options, whatever else is different.
    const parsing = JSON.stringify({ ...options, configFile: undefined, configFilePath: undefined, paths: undefined, rootDir: undefined, outDir: undefined, types: undefined, typeRoots: undefined, lib: undefined, baseUrl: undefined });
    const { getSourceFile, readFile, fileExists } = host;
    // The compiler asks for a file once to see whether the old program will do, and again where it will not.
    const edited: Map<string, ts.SourceFile> = new Map();
    host.getSourceFile = (fileName, versionOrOptions, onError, fresh) => {
      const text = textOf(fileName);
      const how = typeof versionOrOptions === 'object' && isDeclaration(fileName) ? { ...versionOrOptions, jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors } : versionOrOptions;
      const format = typeof how === 'object' ? (how.impliedNodeFormat ?? 0) : 0;
      const key = `${fileName}\0${String(format)}\0${parsing}`;
      if (text !== undefined) {
        const source = edited.get(key) ?? ts.createSourceFile(fileName, text, how);
        edited.set(key, source);
        return source;
      }
      const known = this.#sources.get(key) ?? libraries.get(key);
      if (known !== undefined) return known;
      const library = libraryText(fileName);
      const source = library === undefined ? getSourceFile(fileName, how, onError, fresh) : ts.createSourceFile(fileName, library, how);
      if (source !== undefined) (library === undefined ? this.#sources : libraries).set(key, source);
      return source;
    };
    host.readFile = (fileName) => textOf(fileName) ?? libraryText(fileName) ?? readFile(fileName);
    host.fileExists = (fileName) => textOf(fileName) !== undefined || libraryText(fileName) !== undefined || fileExists(fileName);
    host.getDefaultLibLocation = () => LIBRARY_FOLDER;
    host.getDefaultLibFileName = (forOptions) => `${LIBRARY_FOLDER}/${ts.getDefaultLibFileName(forOptions)}`;
    // Referenced projects are read from their sources: their output may not be built, and it is the sources that are edited.
    return Object.assign(host, { useSourceOfProjectReferenceRedirect: () => true });
  }

  /** Drops the trees of these files; who asks again gets new ones. */
  forget(isForgotten: (fileName: string) => boolean): void {
    for (const [key, { fileName }] of this.#sources) if (isForgotten(fileName)) this.#sources.delete(key);
  }
}

/** What a package or a library says about its types: of its comments nothing is asked. */
function isDeclaration(fileName: string): boolean {
  return /\.d\.[cm]?ts$/.test(fileName);
}
