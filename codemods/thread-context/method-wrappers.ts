/** D11: a Proxy, or a function that goes through an object's members, puts a function around each and reads what it hands on. */
import { ts } from '@ts-morph/common';
import { restUse } from './decorators.js';
import { callableOf, declarationOf, memberName } from './callables.js';
import type { Block } from './model.js';
import type { Program } from './program.js';
import { enclosing, forEachDescendant, isBodied, lineOf, nameTextOf, referenceExpression, wrapped } from './syntax.js';

/** How the members of an object come by without being named. */
const ENUMERATES = ['Proxy', 'getOwnPropertyNames', 'getOwnPropertyDescriptors', 'getOwnPropertyDescriptor', 'ownKeys', 'keys', 'entries'];

type Wrapped = { readonly type: ts.Type; /** Where the object is handed over. */ readonly at: ts.Node; readonly reader: ts.Node };
const known: WeakMap<Program, readonly Wrapped[]> = new WeakMap();

/** The obstacle when a member is called through a function that looks at its arguments by position: the context would come first. */
export function calledThroughWrapper(program: Program, member: ts.Node): Block | undefined {
  const name = memberName(member);
  if (name === undefined) return undefined;
  const found = known.get(program) ?? wrappedObjects(program);
  known.set(program, found);
  for (const { type, at, reader } of found) {
    if (!program.oracle.declarations(type.getProperty(name)).some((own) => own === member || own === declarationOf(member) || callableOf(own) === member)) continue;
    const where = `${program.oracle.fileOf(reader)}:${String(lineOf(reader))}`;
    return { code: 'UNTYPED_CALL', at, message: `What is around \`${name}\` from here on reads the arguments that it hands on (${where}), whatever they are: the context would be the first.` };
  }
  return undefined;
}

function wrappedObjects(program: Program): readonly Wrapped[] {
  const { oracle } = program;
  const files = new Set(ENUMERATES.flatMap((name) => oracle.filesNaming(name)));
  const found: Wrapped[] = [];
  for (const file of files) {
    const source = oracle.source(file);
    if (source === undefined || !/\(\s*(?:this\b[^,()]*,\s*)?\.\.\./.test(source.text) && !/\bapply\b/.test(source.text)) continue;
    forEachDescendant(source, (node) => {
      if (!isBodied(node)) return undefined;
      const { handsOn, reads } = restUse(node);
      if (!handsOn || !reads) return undefined;
      found.push(...objectsBehind(program, node));
      return undefined;
    });
  }
  return found;
}

/** What is given to the Proxy around the reader, and to the outermost function around that. */
function objectsBehind(program: Program, reader: ts.Node): Wrapped[] {
  const proxy = enclosing(reader, (at): at is ts.NewExpression => ts.isNewExpression(at) && at.expression.getText() === 'Proxy');
  const outer = outermost(proxy ?? reader);
  const target = proxy?.arguments?.[0];
  const direct = target === undefined ? [] : [{ type: program.oracle.type(target), at: proxy ?? reader, reader }];
  const name = outer === undefined ? undefined : nameTextOf(declarationOf(outer));
  if (outer === undefined || name === undefined) return direct;
  return [...direct, ...program.references.to(new Set([declarationOf(outer)]), [name]).flatMap(({ name: use }): Wrapped[] => {
    const callee = referenceExpression(use);
    if (callee === undefined) return [];
    const call = wrapped(callee).parent;
    const decorated = enclosing(callee, ts.isDecorator)?.parent;
    if (decorated !== undefined && ts.isClassLike(decorated)) return [{ type: program.oracle.type(decorated), at: decorated, reader }];
    return ts.isCallExpression(call) && call.expression === wrapped(callee) ? call.arguments.map((given) => ({ type: instanceType(program.oracle.type(given)), at: call, reader })) : [];
  })];
}

/** A class that is handed over is wrapped for the sake of its objects. */
function instanceType(type: ts.Type): ts.Type {
  return type.getConstructSignatures()[0]?.getReturnType() ?? type;
}

function outermost(node: ts.Node): ts.Node | undefined {
  let found = isBodied(node) ? node : undefined;
  for (let at = enclosing(node, isBodied); at !== undefined; at = enclosing(at, isBodied)) found = at;
  return found;
}
