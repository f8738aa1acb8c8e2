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

/** What a slot hands a function, one list for each way. A function that takes four things is none of the handlers that get three: the first may be an error. */
export function slotSignatures(value: ts.Expression, call: ts.CallExpression | undefined, checker: ts.TypeChecker): readonly (readonly ts.Type[])[] {
  const taken = checker.getTypeAtLocation(value).getCallSignatures()[0]?.parameters.filter(({ valueDeclaration: at }) => at !== undefined && ts.isParameter(at) && at.questionToken === undefined && at.initializer === undefined && at.dotDotDotToken === undefined).length ?? 0;
  const lists = (slots: readonly ts.Type[]): readonly (readonly ts.Type[])[] => slots.flatMap((type) => type.getCallSignatures()).map((signature) => parameterTypes(signature, value, checker));
  const expected = lists(typesOf(checker.getContextualType(value)));
  const fitting = expected.filter(({ length }) => length >= taken);
  if (fitting.length > 0 || call === undefined) return fitting;
  // In JavaScript the compiler settles for the first overload.
  return lists(overloadedSlots(call, call.arguments.indexOf(value), checker)).filter(({ length }) => length >= taken);
}

function overloadedSlots(call: ts.CallExpression, index: number, checker: ts.TypeChecker): readonly ts.Type[] {
  return checker.getTypeAtLocation(call.expression).getCallSignatures().flatMap(({ parameters }) => {
    const parameter = parameters[Math.min(index, parameters.length - 1)];
    const type = parameter === undefined ? undefined : checker.getTypeOfSymbolAtLocation(parameter, call);
    return typesOf(type === undefined ? undefined : checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference)[0] : type);
  });
}

/** One by one, also where they are `...args: Parameters<Hook>`. */
export function parameterTypes({ parameters }: ts.Signature, at: ts.Node, checker: ts.TypeChecker): readonly ts.Type[] {
  return parameters.flatMap((parameter) => {
    const type = checker.getTypeOfSymbolAtLocation(parameter, at);
    return parameter === parameters.at(-1) && checker.isTupleType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [type];
  });
}
