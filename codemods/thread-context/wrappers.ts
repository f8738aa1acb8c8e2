/** D11 and D15: what a higher-order function of the project, or of a package, makes of the function that it is given. */
import { ts } from '@ts-morph/common';
import { restUse } from './decorators.js';
import { losesType } from './flows.js';
import type { Uses } from './uses.js';

export function takesAny(uses: Uses, argument: ts.Expression): boolean {
  const slot = uses.program.oracle.checkerOf(argument).getContextualType(argument);
  if (slot === undefined) return false;
  if (losesType(slot)) return true;
  const [signature] = slot.getCallSignatures();
  const rest = signature?.parameters[0];
  const declared = rest?.valueDeclaration;
  if (declared === undefined || !ts.isParameter(declared) || declared.dotDotDotToken === undefined || !uses.program.oracle.isOwn(declared)) return false;
  return declared.type !== undefined && /^(readonly\s+)?any\[\]$|^Array<any>$/.test(declared.type.getText());
}

/**
 * D11, D15: `timed(f)`, `promisify(f)`: what comes back has the parameters of what went in, however many they are. Where the
 * project's own wrapper says which it hands over, that is a slot like any other.
 */
export function genericWrapper(uses: Uses, call: ts.CallExpression | ts.NewExpression, argument: ts.Expression): ts.Signature | undefined {
  const checker = uses.program.oracle.checkerOf(call);
  const signature = checker.getResolvedSignature(call);
  const declaration = signature?.declaration as ts.SignatureDeclaration | undefined;
  const index = call.arguments?.indexOf(argument) ?? -1;
  const parameter = declaration?.parameters[index];
  if (signature === undefined || declaration?.typeParameters === undefined || parameter?.type === undefined || declaration.type === undefined) return undefined;
  if (uses.program.oracle.isOwn(declaration) && ts.isFunctionTypeNode(parameter.type) && parameter.type.parameters.every((at) => at.dotDotDotToken === undefined)) return undefined;
  const generic = new Set(declaration.typeParameters.map((at) => at.name.text));
  const mentioned = (node: ts.Node): string[] => [...node.getText().matchAll(/\b\w+\b/g)].map((match) => match[0]).filter((name) => generic.has(name));
  const shared = mentioned(parameter.type).some((name) => mentioned(declaration.type ?? call).includes(name));
  const returns = checker.getTypeAtLocation(call);
  const given = checker.getTypeAtLocation(argument).getCallSignatures()[0]?.parameters[0];
  return shared && returns.getCallSignatures().length > 0 && (given === undefined || returns.getCallSignatures()[0]?.parameters.length !== 0) ? signature : undefined;
}

/** Whether the project's own wrapper looks into the arguments that it hands on, and whether its type has room for a context beside them. */
export function looksInside(uses: Uses, { declaration }: ts.Signature, index: number): 'typed' | 'untyped' | undefined {
  if (declaration === undefined || !uses.program.oracle.isOwn(declaration) || !restUse(declaration).reads) return undefined;
  const parameter = declaration.parameters[index];
  return parameter !== undefined && ts.isParameter(parameter) && parameter.type !== undefined && ts.isFunctionTypeNode(parameter.type) ? 'typed' : 'untyped';
}
