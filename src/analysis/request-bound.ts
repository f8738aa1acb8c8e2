import type { Decorator, Value } from '../facts/facts.js';
import type { Program } from './program.js';
import { provenance } from './provenance.js';
import { registrations, tokenOf } from './registrations.js';

const MAX_DEPTH = 6;

/**
 * Whether a provider is given, however many providers away, what a request has of its own: in NestJS it is then made
 * anew for each request, as is whoever asks for it.
 */
export function isBoundToRequests(program: Program, file: string, id: number, depth = 0): boolean {
  const owner = program.class(file, id);
  if (!owner || depth > MAX_DEPTH) return false;
  // These serve all connections, and are made once in any case.
  if (owner.decorators.some(({ name }) => name === 'WebSocketGateway' || name === 'Processor')) return false;
  if (depth > 0 && owner.decorators.some(({ name, arguments: args }) => name === 'Injectable' && args.some((argument) => mentionsRequestScope(argument) && !mentionsTransient(argument)))) return true;
  if (!owner.decorators.some(({ value }) => provenance(program, file, value)?.startsWith('@nestjs/') === true)) return false;
  const parts = owner.members.filter(({ decorators }) => decorators.length > 0).map(({ type, decorators }) => ({ type, decorators }));
  const constructor = program.facts(file).functions.find(({ class: of, kind, name }) => of === id && kind === 'constructor' && name === 'constructor');
  constructor?.parameters.forEach((parameter, index) => { parts.push({ type: program.variable(file, parameter)?.type, decorators: constructor.parameterDecorators?.[index] ?? [] }); });
  if (parts.some(({ type, decorators }) => isGivenRequest(program, file, type, decorators, depth))) return true;
  const parent = constructor ? undefined : program.references.instances.superclass(file, owner);
  return parent !== undefined && isBoundToRequests(program, parent.file, parent.id, depth + 1);
}

function isGivenRequest(program: Program, file: string, type: string | undefined, decorators: readonly Decorator[], depth: number): boolean {
  const token = decorators.find(({ name }) => name === 'Inject')?.arguments[0];
  if (!token) return type !== undefined && program.references.instances.named(file, type).some((one) => isBoundToRequests(program, one.file, one.id, depth + 1));
  if (provenance(program, file, token)?.startsWith('@nestjs/') === true) return namedRequest(program, file, token);
  const asked = tokenOf(program, file, token);
  return registrations(program).some(({ token: told, isSingleton, made, file: at }) => told === asked && asked !== undefined
    && (!isSingleton || program.references.places(at, made).some(({ base, path }) => base.kind === 'class' && path.length === 0 && isBoundToRequests(program, base.file, base.id, depth + 1))));
}

function namedRequest(program: Program, file: string, token: Value): boolean {
  const name = token.kind === 'variable' ? program.variable(file, token.id)?.imported?.name : undefined;
  return name === 'REQUEST' || name === 'CONTEXT' || name === 'INQUIRER';
}

export function mentionsRequestScope(value: Value): boolean {
  switch (value.kind) {
    case 'member': return typeof value.key === 'string' && /^(?:REQUEST|TRANSIENT|Request|Transient|ContainerScoped|ResolutionScoped)$/.test(value.key);
    case 'object': return value.properties.some((property) => (property.name === 'transient' && property.value.kind === 'literal') || mentionsRequestScope(property.value));
    case 'literal': return /^(?:request|transient)$/i.test(value.text ?? '');
    default: return false;
  }
}

/** Made anew for whoever asks, which says nothing of how long that one lives. */
function mentionsTransient(value: Value): boolean {
  return value.kind === 'object' && value.properties.some(({ value: scope }) => scope.kind === 'member' && scope.key === 'TRANSIENT');
}
