/** I5: `getAgents as jest.Mock`. What the factory is can be too far from it for the compiler, where the accessor was not. */
import { ts } from '@ts-morph/common';
import type { Accessor } from './accessors.js';
import type { Program } from './program.js';
import type { Writer } from './text.js';

/** Lets an assertion about the accessor hold for the factory that takes its place: by way of `unknown`, if there is no other. */
export function keepCast({ oracle }: Program, { factory }: Accessor, reference: ts.Expression, writer: Writer): void {
  const { parent } = reference;
  if (!ts.isAsExpression(parent) || factory.declaration === undefined || parent.type.getText().includes('typeof ')) return;
  const checker = oracle.checkerOf(reference);
  const [made, asserted] = [oracle.type(factory.declaration), checker.getTypeFromTypeNode(parent.type)];
  if (checker.isTypeAssignableTo(made, asserted) || checker.isTypeAssignableTo(asserted, made)) return;
  writer.insert(reference.getSourceFile(), reference.getEnd(), ' as unknown', { why: `\`${factory.name}\` has more to it than a function, which the assertion says nothing of.` });
}
