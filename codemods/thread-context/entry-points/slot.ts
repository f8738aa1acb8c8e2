/** What a framework says of the place at which it takes a handler. */
import { ts } from '@ts-morph/common';
import { importsOf } from '../import-lines.js';
import type { Match } from './match.js';

/** `Request`, where the file imports it from the framework, or `import('express').Request`. */
export function writtenType({ framework: { requests: [main] }, request }: Match, at: ts.Node): string {
  const module = (main ?? request).packages[0] ?? '';
  const imported = importsOf(at.getSourceFile()).filter(({ moduleSpecifier }) => ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === module).flatMap(({ importClause }) => (importClause?.namedBindings !== undefined && ts.isNamedImports(importClause.namedBindings) ? importClause.namedBindings.elements : []));
  return imported.find(({ name, propertyName }) => (propertyName ?? name).text === request.name)?.name.text ?? `import('${module}').${request.name}`;
}

/** The types of which a slot takes any. */
export function typesOf(slot: ts.Type | undefined): readonly ts.Type[] {
  return slot === undefined ? [] : slot.isUnion() ? slot.types : [slot];
}

/** One by one, also where they are `...args: Parameters<Hook>`. */
export function parameterTypes({ parameters }: ts.Signature, at: ts.Node, checker: ts.TypeChecker): readonly ts.Type[] {
  return parameters.flatMap((parameter) => {
    const type = checker.getTypeOfSymbolAtLocation(parameter, at);
    return parameter === parameters.at(-1) && checker.isTupleType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [type];
  });
}
