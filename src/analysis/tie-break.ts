/**
 * Names prove nothing. They are asked only where every fact is in (a long-lived place is written with a value
 * that nobody in the program accounts for) and the question left is whose value it is.
 */

const IDENTITY = /^(?:users?|accounts?|sessions?|tenants?|tenancy|customers?|members?|principals?|identity|identities|auth|authenticated|authorization|credentials?|tokens?|jwt|cookies?|requests?|req|ctx|contexts?|viewer|actor|owner|person|profile|login|impersonat\w*|subject|caller|requester|sender|patient|org|organi[sz]ation|workspace|userid|runs?|conversations?|threads?|chats?|carts?)$/i;
/** Words that say who asks: a key that has one of them tells users apart. */
const PRINCIPAL = /^(?:users?|userid|accounts?|sessions?|tenants?|customers?|members?|principals?|identity|auth|authorization|credentials?|tokens?|jwt|cookies?|viewer|actor|owner|login|subject|caller|requester|sender|from|author|patient|org|organi[sz]ation|workspace|team|email|ip|chats?|threads?|conversations?|runs?|client|clientid|sid|sub|uid|ctx|context)$/i;
/** `ctx.companyId`, `req.schoolId`: what a middleware has found out about who asks, and no number of the request itself. */
const PUT_ON_REQUEST = /^(?:parameter \d+\.)?(?:req|request|ctx|context|contextValue)\.(?!request|trace|correlation|span|transaction|message|event|route|job)[a-z]+Id(?:\.|$)/;
const SETTING = /^(?:config|configuration|configs|settings?|options?|opts|level|verbose|verbosity|debug|logger|log|port|host|env|environment|version|locale|format|formatter|transport|adapter|driver|provider|plugin|plugins|flags?|features?|server|app|pool|client|db|database|connection|connections|registry|register|factory|handler|handlers|hook|hooks|listener|listeners|callback|timer|interval|timeout|io|router|metrics|reporter|clock|now|random)$/i;

export function identityByName(names: readonly string[]): boolean {
  return names.some((name) => words(name).some((word) => IDENTITY.test(word)));
}

/** Whether an access path names who asks. The first step of `req.user.id` only says that somebody does. */
export function principalByName(text: string, isWhole: boolean): boolean {
  const steps = text.split('.').map((step) => step.replace(/\(\)$/, ''));
  const named = isWhole || steps.length === 1 ? steps : steps.slice(1);
  return PUT_ON_REQUEST.test(text) || named.some((step) => {
    const all = words(step.replace(/api-?key/i, 'credentials'));
    // A context is somebody's; what is called `promptContext` is a text.
    return all.some((word) => PRINCIPAL.test(word) && (all.length === 1 || !/^(?:ctx|context)$/i.test(word)));
  });
}

/** Whether a key tells users apart: it ends in who asks, or in the id of who asks. */
export function tellsApartByName(text: string): boolean {
  const steps = text.split('.').map((step) => step.replace(/\(\)$/, '')).filter((step) => step !== '*' && !/^(?:get|toString|trim|toLowerCase|\d+)$/.test(step));
  const last = words(steps.at(-1) ?? '');
  if (last.some((word) => PRINCIPAL.test(word))) return true;
  // Of `ctx.params.name` the first step says no more than that somebody asks.
  const owners = steps.slice(steps.length > 2 && /^(?:ctx|context)$/.test(steps[0] ?? '') ? 1 : 0, -1);
  return last.some((word) => /^(?:id|_id|uuid|key|name|handle|number)$/i.test(word)) && owners.some((step) => words(step).some((word) => PRINCIPAL.test(word)));
}

/** The stricter question: whether the very thing named is somebody, or the id of somebody. A `chatFlow.id` is neither. */
export function saysWhoByName(text: string): boolean {
  const [last = '', owner = ''] = text.split('.').map((step) => words(step.replace(/\(\)$/, '')).at(-1) ?? '').reverse();
  return PRINCIPAL.test(last) || (/^id$/i.test(last) && PRINCIPAL.test(owner));
}

export function settingByName(names: readonly string[]): boolean {
  const last = names.flatMap((name) => words(name).slice(-1));
  return last.some((word) => SETTING.test(word));
}

/** `currentUserId` → current, user, id. A user agent is a browser. */
export function words(name: string): string[] {
  return name.replace(/user-?agent/gi, 'browser').split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).filter((word) => word !== '');
}
