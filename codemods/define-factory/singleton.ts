/** What a definition is about, whatever its shape: one thing is made once, kept somewhere, and handed out under a name. */
import type { ts } from '@ts-morph/common';
import type { Shape } from '../../src/analysis/report.js';

export type Making = {
  /** `new AgentInstanceFactory(registry)`, `createStore()`, `{ … }`: what brings the one instance into being. */
  readonly expression: ts.Expression | undefined;
  /** The program's own class, where the instance is made with `new`. */
  readonly class: ts.ClassDeclaration | undefined;
  readonly isAsync: boolean;
};

export type Singleton = Making & {
  readonly shape: Shape;
  /** As callers name it: `getAgentInstanceFactory`, `AgentRegistry.getInstance`, `agentRegistry`. */
  readonly accessor: string;
} & (
    /** Handed out by a function: `getAgentInstanceFactory()`. */
    | { readonly kind: 'function'; readonly declaration: ts.FunctionDeclaration | ts.VariableStatement }
    /** Handed out by its own class: `AgentRegistry.getInstance()`, `AgentRegistry.instance`. */
    | { readonly kind: 'static'; readonly declaration: ts.MethodDeclaration | ts.GetAccessorDeclaration | ts.PropertyDeclaration; readonly owner: ts.ClassDeclaration }
    /** Is itself what callers import: `export const agentRegistry = new AgentRegistry()`. */
    | { readonly kind: 'instance'; readonly declaration: ts.VariableStatement | ts.ExportAssignment | ts.ExpressionStatement }
    /** Every `new AgentRegistry()` hands out the same one. */
    | { readonly kind: 'constructor'; readonly owner: ts.ClassDeclaration; readonly declaration: ts.ConstructorDeclaration }
    /** A NestJS container makes one for all; the declaration is its `@Injectable()`. */
    | { readonly kind: 'container'; readonly owner: ts.ClassDeclaration; readonly declaration: ts.CallExpression }
  );
