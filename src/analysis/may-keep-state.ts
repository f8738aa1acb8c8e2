import { MODULE_FUNCTION, type FileFacts, type Value } from '../facts/facts.js';

/** Whether a file may hold, or change, something long-lived. Most files do neither; they are told apart by their own facts alone. */
export function mayKeepState(facts: FileFacts): boolean {
  return facts.variables.some((variable) => variable.function === MODULE_FUNCTION && (variable.reassigned === true || variable.definitions.some(isHolder)))
    || facts.classes.some(({ decorators, members }) => decorators.length > 0 || members.some((member) => member.static && member.kind === 'field' && member.function === undefined))
    || facts.writes.some((write) => write.function !== MODULE_FUNCTION && (isOuter(facts, write.target) || isOfOuterParameter(facts, write)) && !isOwnField(facts, write))
    || facts.calls.some(({ callee, function: owner }) => owner !== MODULE_FUNCTION && (callee.kind === 'member' && typeof callee.key === 'string' && CHANGES.test(callee.key) && isOuter(facts, callee.object) || isFrameworksCache(facts, callee)));
}

/** The options of a plugin, changed by what it installs. */
function isOfOuterParameter(facts: FileFacts, { target, function: writer }: FileFacts['writes'][number]): boolean {
  let bottom = target;
  while (bottom.kind === 'member') bottom = bottom.object;
  if (bottom.kind !== 'variable') return false;
  const variable = facts.variables[bottom.id];
  return variable?.kind === 'parameter' && variable.function !== writer && (facts.functions[variable.function]?.parameters.indexOf(bottom.id) ?? 0) > 0;
}

function isFrameworksCache(facts: FileFacts, callee: Value): boolean {
  return callee.kind === 'variable' && facts.variables[callee.id]?.imported?.name === 'unstable_cache';
}

/** An object that is built fills its own fields. */
function isOwnField(facts: FileFacts, { target, function: writer }: FileFacts['writes'][number]): boolean {
  return facts.functions[writer]?.kind === 'constructor' && target.kind === 'member' && target.object.kind === 'this';
}

/** What can be changed after it is made, wherever that happens. */
function isHolder(value: Value): boolean {
  switch (value.kind) {
    case 'object':
    case 'array':
    case 'call':
    case 'regex': return true;
    case 'await': return isHolder(value.of);
    case 'either': return value.of.some(isHolder);
    default: return false;
  }
}

function isOuter(facts: FileFacts, value: Value): boolean {
  let bottom = value;
  while (bottom.kind === 'member') bottom = bottom.object;
  if (bottom.kind === 'this') return value.kind === 'member';
  if (bottom.kind === 'global') return true;
  return bottom.kind === 'variable' && facts.variables[bottom.id]?.kind !== 'parameter';
}

const CHANGES = /^(?:set|add|push|unshift|on|addListener|subscribe|setState|update|next|setUser|setTag|setContext|changeLanguage|setLocale|locale|chdir|assign|connect|dispatch|commit|sendMessage|setQueryData|prefetchQuery|fetchQuery|wrap|remember|getOr\w+|computeIfAbsent|once|use|\$use|\$on|identify|signIn\w*|log[Ii]n|plugin|addGlobal|addHook|addMiddleware|addInterceptor|addFilter|addHelper|registerHelper|addExtension)$|^set\w*(?:Credentials?|Token|Key|Session|Headers?|Auth\w*|Tenant\w*|Language|Cookies?|Identity|Password|Zone|Context|User\w*)$/;
