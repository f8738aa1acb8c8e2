/** Answers "why did this function get the context?" from the plan, which knows the reason of each of its edits. */
import type { ts } from '@ts-morph/common';
import { loadConfiguration } from '../../src/project/configuration-file.js';
import type { Edit } from '../change/plan.js';
import { openProject } from '../oracle/open.js';
import { planThreading } from './plan.js';
import { forEachDescendant, isBodied, nameOf } from './syntax.js';

export type Explanation = { readonly file: string; readonly line: number; readonly text: string; readonly why: string };

/** The planned edits in the function at a place, or in every function of a name. */
export function explainPlan(root: string, question: { readonly file: string; readonly line: number } | { readonly name: string }): readonly Explanation[] {
  const { configuration } = loadConfiguration(root);
  const oracle = openProject(root, configuration.accessors.map(({ legacy }) => legacy));
  const plan = planThreading({ root: oracle.root, oracle, configuration, accessors: [], fallback: 'refuse', tests: true });
  return plan.edits.flatMap((edit) => {
    const source = oracle.source(edit.file);
    if (source === undefined || edit.kind === 'support' || !isAsked(source, edit, question)) return [];
    return [{ file: edit.file, line: lineAt(source, edit.start), text: edit.text, why: edit.why }];
  });
}

function isAsked(source: ts.SourceFile, edit: Edit, question: Parameters<typeof explainPlan>[1]): boolean {
  const owners = functionsAround(source, edit.start);
  if ('name' in question) return owners.some((owner) => nameOf(owner) === question.name);
  if (edit.file !== question.file) return false;
  return lineAt(source, edit.start) === question.line || owners.some((owner) => lineAt(source, owner.getStart(source)) === question.line);
}

const lineAt = (source: ts.SourceFile, position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;

function functionsAround(source: ts.SourceFile, position: number): readonly ts.Node[] {
  const found: ts.Node[] = [];
  forEachDescendant(source, (node) => {
    const holds = node.getStart(source) <= position && position <= node.end;
    if (holds && isBodied(node)) found.push(node);
    return holds;
  });
  return found;
}
