/** How a handler's text gets at its request: by the parameter's name, out of what it took apart, or by naming what it left out. */
import { ts } from '@ts-morph/common';
import type { Bodied } from '../syntax.js';
import type { Writer } from '../text.js';
import type { LeftOut } from './framework.js';
import type { Match } from './match.js';

/** What `contextFromRequest` is given, and the edits that make it valid. */
export type Handover = { readonly value: string; readonly prepare?: (writer: Writer) => void };

export function handoverOf(declaring: Bodied, parameter: ts.ParameterDeclaration, { framework, request }: Match): Handover {
  const { name } = parameter;
  if (ts.isIdentifier(name)) return { value: valueOf(name.text, { framework, request }) };
  if (request.property !== undefined && ts.isObjectBindingPattern(name)) return takenApart(name, request.property);
  const own = framework.parameter ?? 'req';
  return {
    value: valueOf(own, { framework, request }),
    prepare: (writer) => {
      const text = name.getText();
      writer.replaceNode(name, own, { why: 'The handler names its request, so that the context can be derived from it.' });
      writer.firstStatement(declaring, `const ${text} = ${own}`, { why: 'What the handler took apart in its parameter list, it takes apart here.', order: 1 });
    },
  };
}

export function valueOf(name: string, { request }: Match): string {
  const named = request.expression?.(name) ?? name;
  return request.property === undefined ? named : `${named}.${request.property}`;
}

/** `({ input }) => …` takes `ctx` out too. */
function takenApart(pattern: ts.ObjectBindingPattern, property: string): Handover {
  const found = pattern.elements.find((at) => at.dotDotDotToken === undefined && (at.propertyName ?? at.name).getText() === property);
  if (found !== undefined && ts.isIdentifier(found.name)) return { value: found.name.text };
  const [first] = pattern.elements;
  const why = `\`${property}\` stands for the request: the handler takes it out, so that the context can be derived from it.`;
  return {
    value: property,
    prepare: (writer) => {
      const source = pattern.getSourceFile();
      if (first === undefined) writer.replaceNode(pattern, `{ ${property} }`, { why });
      else writer.insert(source, first.getStart(source), `${property}, `, { why });
    },
  };
}

/** `respond(() => …)`: the slot offers the request at `index`, and the closure stops before it. */
export function namedAtLast(fn: Bodied, index: number, { framework }: Match): LeftOut {
  const name = framework.parameter ?? 'req';
  const skipped = Array.from({ length: index - fn.parameters.length }, (_, at) => `_${String(at)}`);
  return { name, write: (writer) => { addParameters(fn, [...skipped, name].join(', '), writer); } };
}

function addParameters(fn: Bodied, added: string, writer: Writer): void {
  const source = fn.getSourceFile();
  const last = fn.parameters.at(-1);
  const why = 'The framework hands over the request: the handler names it, so that the context can be derived from it.';
  const bare = last !== undefined && ts.isArrowFunction(fn) && !source.text.slice(fn.getStart(source), last.getStart(source)).includes('(');
  if (bare) writer.insert(source, last.getStart(source), '(', { why });
  if (last === undefined) writer.insert(source, fn.parameters.pos, added, { why });
  else writer.insert(source, last.getEnd(), `, ${added}${bare ? ')' : ''}`, { why });
}
