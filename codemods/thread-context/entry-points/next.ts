import { ts } from '@ts-morph/common';
import type { Program } from '../program.js';
import { hasModifier, nameOf, parentOf, type Bodied } from '../syntax.js';
import type { Framework, LeftOut } from './framework.js';

const METHODS = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|middleware|proxy)$/;
const ROUTE_FILE = /(^|\/)app\/(.*\/)?route\.[jt]sx?$/;
/** Files whose default export Next renders, and the functions beside it that it calls by name. */
const PAGE_FILE = /(^|\/)app\/(.*\/)?(page|layout|template|default|loading|error|not-found)\.[jt]sx?$|(^|\/)pages\/(?!api\/).*\.[jt]sx?$/;
const PAGE_FUNCTIONS = /^(default|generateMetadata|generateStaticParams|generateViewport|getStaticProps|getStaticPaths)$/;

/** Next.js: route handlers and middleware take a web request, `pages/api` a request of its own. */
export const next: Framework = {
  kind: 'next',
  requests: [
    { name: 'NextRequest', packages: ['next'] },
    { name: 'NextApiRequest', packages: ['next'] },
    { name: 'GetServerSidePropsContext', packages: ['next'], expression: (name) => `${name}.req` },
    {
      name: 'Request',
      packages: [],
      // The standard Request is also what clients send; as an exported route handler it is what the server got.
      onlyIf: (fn) => METHODS.test(nameOf(fn)) && (hasModifier(fn, ts.SyntaxKind.ExportKeyword) || ts.isVariableDeclaration(fn.parent)),
    },
  ],
  parameter: 'request',
  leftOut: handlerWithoutRequest,
  calls: rendersOrActs,
};

/** `export async function GET() {…}` is given the request all the same. */
function handlerWithoutRequest(program: Program, fn: Bodied): LeftOut | undefined {
  if (fn.parameters.length > 0 || !ROUTE_FILE.test(program.oracle.fileOf(fn)) || !METHODS.test(nameOf(fn)) || !isExported(fn)) return undefined;
  const source = fn.getSourceFile();
  const text = /\.[cm]?jsx?$/.test(source.fileName) ? 'request' : 'request: Request';
  return { name: 'request', write: (writer) => { writer.insert(source, fn.parameters.pos, text, { why: 'Next hands over the request: the handler names it, so that the context can be derived from it.' }); } };
}

/** Server actions get what the form or the caller sent, pages their properties: neither has a request. */
function rendersOrActs(program: Program, fn: Bodied): string | undefined {
  const source = fn.getSourceFile();
  if (isExported(fn) && hasDirective(source.statements)) return `\`${nameOf(fn)}\` is a server action: clients call it, with what a form sends.`;
  if (fn.body !== undefined && ts.isBlock(fn.body) && hasDirective(fn.body.statements)) return `\`${nameOf(fn)}\` is a server action: clients call it, with what a form sends.`;
  if (isExported(fn) && PAGE_FILE.test(program.oracle.fileOf(fn)) && (PAGE_FUNCTIONS.test(nameOf(fn)) || hasModifier(fn, ts.SyntaxKind.DefaultKeyword))) return `Next renders \`${nameOf(fn)}\`, with properties of its own.`;
  return undefined;
}

function hasDirective(statements: readonly ts.Statement[]): boolean {
  for (const at of statements) {
    if (!ts.isExpressionStatement(at) || !ts.isStringLiteral(at.expression)) return false;
    if (at.expression.text === 'use server') return true;
  }
  return false;
}

function isExported(fn: Bodied): boolean {
  if (ts.isFunctionDeclaration(fn)) return hasModifier(fn, ts.SyntaxKind.ExportKeyword);
  const holder = parentOf(fn);
  if (holder !== undefined && ts.isExportAssignment(holder)) return true;
  const list = holder === undefined ? undefined : parentOf(holder);
  const statement = list === undefined ? undefined : parentOf(list);
  return holder !== undefined && ts.isVariableDeclaration(holder) && statement !== undefined && ts.isVariableStatement(statement) && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}
